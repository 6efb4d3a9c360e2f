using SalesforceLinq.Diagnostics;
using SalesforceLinq.Http;

namespace SalesforceLinq;

/// <summary>Which org a context works with, and how. Made by <see cref="SalesforceContextOptionsBuilder"/>; shared by many contexts.</summary>
public class SalesforceContextOptions : IDisposable
{
    private readonly Lazy<SalesforceClient> _client;

    internal SalesforceContextOptions(OptionValues values)
    {
        Values = values;
        _client = new Lazy<SalesforceClient>(CreateClient);
        Telemetry = new ContextTelemetry(values.Loggers, values.ShowsValues, TimeProvider.System);
    }

    internal OptionValues Values { get; }

    internal ContextTelemetry Telemetry { get; }

    internal SalesforceClient Client => _client.Value;

    /// <summary>How a client made for these options works.</summary>
    internal SalesforceClientOptions ClientOptions => Values.ClientOptions with { LoggerFactory = Values.ClientOptions.LoggerFactory ?? Values.Loggers };

    /// <summary>Ends the client, if it was made for these options.</summary>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Ends the client, if it was made for these options.</summary>
    /// <param name="disposing">Whether it was asked for, and not the garbage collector's doing.</param>
    protected virtual void Dispose(bool disposing)
    {
        if (disposing && Values.Client is null && _client.IsValueCreated)
            _client.Value.Dispose();
    }

    private SalesforceClient CreateClient()
    {
        if (Values.Client is { } client)
            return client;
        if (Values.Credential is not { } credential)
        {
            throw new InvalidOperationException(
                "The context was not told which org to work with. Call UseClient, UseOrg or UseConfiguration on its options, or override OnConfiguring.");
        }

        return Values.MakeClient is { } make ? make(credential, ClientOptions) : new SalesforceClient(credential, ClientOptions);
    }
}

/// <summary>Which org the contexts of one class work with, and how.</summary>
/// <typeparam name="TContext">The class of the contexts.</typeparam>
public sealed class SalesforceContextOptions<TContext> : SalesforceContextOptions
    where TContext : SalesforceContext
{
    internal SalesforceContextOptions(OptionValues values)
        : base(values)
    {
    }
}
