using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using SalesforceLinq.Http;

namespace SalesforceLinq;

/// <summary>Says which org a context works with, and how.</summary>
public class SalesforceContextOptionsBuilder
{
    private readonly SalesforceContextOptions? _given;
    private OptionValues _values;

    /// <summary>A builder that knows nothing yet.</summary>
    public SalesforceContextOptionsBuilder() => _values = new OptionValues();

    internal SalesforceContextOptionsBuilder(SalesforceContextOptions given)
    {
        _given = given;
        _values = given.Values;
    }

    /// <summary>Whether an org was named already.</summary>
    public bool IsConfigured => _values.NamesOrg;

    /// <summary>The options as said so far.</summary>
    public SalesforceContextOptions Options => _given is not null && ReferenceEquals(_given.Values, _values) ? _given : new SalesforceContextOptions(_values);

    internal OptionValues Values
    {
        get => _values;
        set => _values = value;
    }

    /// <summary>Works through a client that exists. It stays the caller's to dispose of.</summary>
    /// <param name="client">The client.</param>
    /// <returns>This builder.</returns>
    public SalesforceContextOptionsBuilder UseClient(SalesforceClient client)
    {
        ArgumentNullException.ThrowIfNull(client);
        return Set(_values with { Client = client, Credential = null });
    }

    /// <summary>Works with an org through a client of its own, made when it is first needed.</summary>
    /// <param name="credential">How to sign in.</param>
    /// <param name="options">How the client talks; by default as <see cref="SalesforceClientOptions"/> says.</param>
    /// <returns>This builder.</returns>
    public SalesforceContextOptionsBuilder UseOrg(SalesforceCredential credential, SalesforceClientOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(credential);
        return Set(_values with { Client = null, Credential = credential, ClientOptions = options ?? new() });
    }

    /// <summary>Works with the org a configuration section names.</summary>
    /// <param name="section">
    /// The section, with the keys of <see cref="SalesforceCredential.FromConfiguration"/> and <see cref="SalesforceClientOptions.FromConfiguration"/>:
    /// <c>InstanceUrl</c> with <c>ClientId</c> and <c>ClientSecret</c>, for example.
    /// </param>
    /// <returns>This builder.</returns>
    /// <exception cref="InvalidOperationException">Keys are missing, unknown or without a usable value; the message names each, and shows no value.</exception>
    public SalesforceContextOptionsBuilder UseConfiguration(IConfigurationSection section) =>
        UseOrg(SalesforceCredential.FromConfiguration(section), SalesforceClientOptions.FromConfiguration(section));

    /// <summary>Where the context writes its logs, and its client where it is made for the context.</summary>
    /// <param name="loggers">The loggers; null writes none. With dependency injection the program's are taken by default.</param>
    /// <returns>This builder.</returns>
    public SalesforceContextOptionsBuilder UseLoggerFactory(ILoggerFactory? loggers) => Set(_values with { Loggers = loggers });

    /// <summary>Lets logs and spans show the values of queries, which may be names, addresses and other things that are nobody's business.</summary>
    /// <param name="enable">Default <see langword="false"/> until this is called: every value is shown as <c>?</c>.</param>
    /// <returns>This builder.</returns>
    public SalesforceContextOptionsBuilder EnableSensitiveDataLogging(bool enable = true) =>
        Set(_values with { ShowsValues = enable, Querying = _values.Querying with { ShowsValues = enable } });

    /// <summary>Whether a stream asks for the next page while the one before is read.</summary>
    /// <param name="prefetch">Default <see langword="true"/>. It costs one API call when a stream is left early.</param>
    /// <returns>This builder.</returns>
    public SalesforceContextOptionsBuilder UsePrefetch(bool prefetch = true) =>
        Set(_values with { Querying = _values.Querying with { Prefetch = prefetch } });

    /// <summary>Whether what queries yield is tracked, where they do not say <c>AsTracking</c> or <c>AsNoTracking</c>.</summary>
    /// <param name="tracking">Default <see langword="true"/>.</param>
    /// <returns>This builder.</returns>
    public SalesforceContextOptionsBuilder UseTracking(bool tracking = true) =>
        Set(_values with { Querying = _values.Querying with { Tracking = tracking } });

    /// <summary>How many records of a page the server is asked for, where a query does not say.</summary>
    /// <param name="records">200 to 2,000; a hint to the server, which may send fewer.</param>
    /// <returns>This builder.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The number is below 200 or above 2,000.</exception>
    /// <remarks>Source: REST API Developer Guide, "Query Options Header".</remarks>
    public SalesforceContextOptionsBuilder UseBatchSize(int records)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(records, 200);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(records, 2000);
        return Set(_values with { Querying = _values.Querying with { BatchSize = records } });
    }

    /// <summary>
    /// Says whether queries that stream without an order are ordered by Id. When the org loses its place in such a query (its cursor
    /// died, or the session it belongs to), it goes on behind the last record instead of failing.
    /// </summary>
    /// <param name="resumable">Off by default: an order costs the org something. Queries ordered by Id go on in any case.</param>
    public SalesforceContextOptionsBuilder UseResumableStreams(bool resumable = true) =>
        Set(_values with { Querying = _values.Querying with { ResumableStreams = resumable } });

    /// <summary>How the contexts save, where a save does not say.</summary>
    /// <param name="options">The options of <c>SaveChangesAsync()</c> without options of its own.</param>
    /// <returns>This builder.</returns>
    public SalesforceContextOptionsBuilder UseSaveOptions(SaveOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return Set(_values with { Saving = options });
    }

    /// <summary>Lets interceptors take part in every save.</summary>
    /// <param name="interceptors">The interceptors, called in this order, after those registered before.</param>
    /// <returns>This builder.</returns>
    public SalesforceContextOptionsBuilder AddInterceptors(params IEnumerable<ISaveInterceptor> interceptors)
    {
        ArgumentNullException.ThrowIfNull(interceptors);
        return Set(_values with { Interceptors = [.. _values.Interceptors, .. interceptors] });
    }

    /// <summary>The clock that waits of a save go by: those before locked records are sent again.</summary>
    /// <param name="time">Default that of the client made for the context, else the system's.</param>
    /// <returns>This builder.</returns>
    public SalesforceContextOptionsBuilder UseTimeProvider(TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(time);
        return Set(_values with { Time = time });
    }

    private SalesforceContextOptionsBuilder Set(OptionValues values)
    {
        _values = values;
        return this;
    }
}

/// <summary>Says which org the contexts of one class work with, and how.</summary>
/// <typeparam name="TContext">The class of the contexts.</typeparam>
public sealed class SalesforceContextOptionsBuilder<TContext> : SalesforceContextOptionsBuilder
    where TContext : SalesforceContext
{
    /// <summary>The options as said so far.</summary>
    public new SalesforceContextOptions<TContext> Options => new(Values);

    /// <inheritdoc cref="SalesforceContextOptionsBuilder.UseClient"/>
    public new SalesforceContextOptionsBuilder<TContext> UseClient(SalesforceClient client) => This(base.UseClient(client));

    /// <inheritdoc cref="SalesforceContextOptionsBuilder.UseOrg"/>
    public new SalesforceContextOptionsBuilder<TContext> UseOrg(SalesforceCredential credential, SalesforceClientOptions? options = null) =>
        This(base.UseOrg(credential, options));

    /// <inheritdoc cref="SalesforceContextOptionsBuilder.UseConfiguration"/>
    public new SalesforceContextOptionsBuilder<TContext> UseConfiguration(IConfigurationSection section) => This(base.UseConfiguration(section));

    /// <inheritdoc cref="SalesforceContextOptionsBuilder.UseLoggerFactory"/>
    public new SalesforceContextOptionsBuilder<TContext> UseLoggerFactory(ILoggerFactory? loggers) => This(base.UseLoggerFactory(loggers));

    /// <inheritdoc cref="SalesforceContextOptionsBuilder.EnableSensitiveDataLogging"/>
    public new SalesforceContextOptionsBuilder<TContext> EnableSensitiveDataLogging(bool enable = true) => This(base.EnableSensitiveDataLogging(enable));

    /// <inheritdoc cref="SalesforceContextOptionsBuilder.UsePrefetch"/>
    public new SalesforceContextOptionsBuilder<TContext> UsePrefetch(bool prefetch = true) => This(base.UsePrefetch(prefetch));

    /// <inheritdoc cref="SalesforceContextOptionsBuilder.UseTracking"/>
    public new SalesforceContextOptionsBuilder<TContext> UseTracking(bool tracking = true) => This(base.UseTracking(tracking));

    /// <inheritdoc cref="SalesforceContextOptionsBuilder.UseBatchSize"/>
    public new SalesforceContextOptionsBuilder<TContext> UseBatchSize(int records) => This(base.UseBatchSize(records));

    /// <inheritdoc cref="SalesforceContextOptionsBuilder.UseResumableStreams"/>
    public new SalesforceContextOptionsBuilder<TContext> UseResumableStreams(bool resumable = true) => This(base.UseResumableStreams(resumable));

    /// <inheritdoc cref="SalesforceContextOptionsBuilder.UseSaveOptions"/>
    public new SalesforceContextOptionsBuilder<TContext> UseSaveOptions(SaveOptions options) => This(base.UseSaveOptions(options));

    /// <inheritdoc cref="SalesforceContextOptionsBuilder.AddInterceptors"/>
    public new SalesforceContextOptionsBuilder<TContext> AddInterceptors(params IEnumerable<ISaveInterceptor> interceptors) => This(base.AddInterceptors(interceptors));

    /// <inheritdoc cref="SalesforceContextOptionsBuilder.UseTimeProvider"/>
    public new SalesforceContextOptionsBuilder<TContext> UseTimeProvider(TimeProvider time) => This(base.UseTimeProvider(time));

    private SalesforceContextOptionsBuilder<TContext> This(SalesforceContextOptionsBuilder _) => this;
}
