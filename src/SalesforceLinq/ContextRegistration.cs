using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using SalesforceLinq.Http;

namespace SalesforceLinq;

/// <summary>Registers the options of one class of contexts, under a key or without, and the client they share.</summary>
internal sealed class ContextRegistration<TContext>(IServiceCollection services, string? key)
    where TContext : SalesforceContext
{
    // The name of the keyed client; its HTTP client's is the same behind "SalesforceLinq:".
    private readonly string _clientName = key is null ? typeof(TContext).Name : $"{typeof(TContext).Name}:{key}";

    /// <summary>Registers the options, unless they were before.</summary>
    public void AddOptions(Action<IServiceProvider, SalesforceContextOptionsBuilder<TContext>> configure, ServiceLifetime lifetime)
    {
        if (lifetime == ServiceLifetime.Transient)
            throw new ArgumentOutOfRangeException(nameof(lifetime), lifetime, "Options are made once for the program or once for each scope.");
        if (services.Any(service => service.ServiceType == typeof(SalesforceContextOptions<TContext>) && Equals(service.ServiceKey, key)))
            return;

        services.Add(key is null
            ? new ServiceDescriptor(typeof(SalesforceContextOptions<TContext>), provider => Build(provider, configure, lifetime), lifetime)
            : new ServiceDescriptor(typeof(SalesforceContextOptions<TContext>), key, (provider, _) => Build(provider, configure, lifetime), lifetime));
        if (key is null)
            services.TryAdd(new ServiceDescriptor(typeof(SalesforceContextOptions), provider => OptionsOf(provider), lifetime));
        if (lifetime == ServiceLifetime.Singleton)
        {
            services.AddSalesforceClient(_clientName, provider => OptionsOf(provider).Values.Credential!, provider => OptionsOf(provider).ClientOptions);
            services.AddOptions<StartCheck>(_clientName).ValidateOnStart();
            services.AddSingleton<IValidateOptions<StartCheck>>(provider => new StartCheck(_clientName, () => OptionsOf(provider)));
        }
        else
        {
            // Only its connections are shared; nobody asks for this client itself.
            services.AddSalesforceClient(_clientName, _ => throw new InvalidOperationException($"Every scope of '{typeof(TContext).Name}' has a client of its own."));
        }
    }

    private SalesforceContextOptions<TContext> OptionsOf(IServiceProvider provider) =>
        key is null ? provider.GetRequiredService<SalesforceContextOptions<TContext>>() : provider.GetRequiredKeyedService<SalesforceContextOptions<TContext>>(key);

    private SalesforceContextOptions<TContext> Build(
        IServiceProvider provider, Action<IServiceProvider, SalesforceContextOptionsBuilder<TContext>> configure, ServiceLifetime lifetime)
    {
        SalesforceContextOptionsBuilder<TContext> builder = new();
        configure(provider, builder);
        OptionValues values = builder.Values;
        values = values with { Loggers = values.Loggers ?? provider.GetService<ILoggerFactory>() };
        if (!values.NamesOrg && provider.GetService<SalesforceClient>() is { } registered)
            return new(values with { Client = registered });
        if (values.Credential is null)
            return new(values);

        return new(lifetime == ServiceLifetime.Singleton
            // Made by the container when it is first asked for, and ended with it.
            ? values with { MakeClient = (_, _) => provider.GetRequiredKeyedService<SalesforceClient>(_clientName) }
            : values with { MakeClient = (credential, options) => ClientOfScope(provider, credential, options) });
    }

    private SalesforceClient ClientOfScope(IServiceProvider provider, SalesforceCredential credential, SalesforceClientOptions options) =>
        options.Handler is not null || options.Proxy is not null
            ? new SalesforceClient(credential, options)
            : new SalesforceClient(credential, provider.GetRequiredService<IHttpClientFactory>().CreateClient($"SalesforceLinq:{_clientName}"), options);

    /// <summary>Makes the options at the start of a host, so that what is wrong with them shows there and not at the first query.</summary>
    private sealed class StartCheck(string? of, Func<SalesforceContextOptions>? make) : IValidateOptions<StartCheck>
    {
        // The options system makes an instance to validate; what to make is with the validator.
        public StartCheck()
            : this(null, null)
        {
        }

        public ValidateOptionsResult Validate(string? name, StartCheck options)
        {
            if (name != of || make is null)
                return ValidateOptionsResult.Skip;
            try
            {
                _ = make();
                return ValidateOptionsResult.Success;
            }
            catch (InvalidOperationException wrong)
            {
                return ValidateOptionsResult.Fail(wrong.Message.Split(Environment.NewLine));
            }
        }
    }
}
