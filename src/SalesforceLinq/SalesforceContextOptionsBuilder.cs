using Microsoft.Extensions.Configuration;
using SalesforceLinq.Http;
using SalesforceLinq.Registration;

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
    public bool IsConfigured => _values.CreateClient is not null;

    /// <summary>The options as said so far.</summary>
    public SalesforceContextOptions Options => _given is not null && ReferenceEquals(_given.Values, _values) ? _given : new SalesforceContextOptions(_values);

    internal OptionValues Values => _values;

    /// <summary>Works through a client that exists. It stays the caller's to dispose of.</summary>
    /// <param name="client">The client.</param>
    /// <returns>This builder.</returns>
    public SalesforceContextOptionsBuilder UseClient(SalesforceClient client)
    {
        ArgumentNullException.ThrowIfNull(client);
        return Set(_values with { CreateClient = () => client, OwnsClient = false });
    }

    /// <summary>Works with an org through a client of its own, made when it is first needed.</summary>
    /// <param name="credential">How to sign in.</param>
    /// <param name="options">How the client talks; by default as <see cref="SalesforceClientOptions"/> says.</param>
    /// <returns>This builder.</returns>
    public SalesforceContextOptionsBuilder UseOrg(SalesforceCredential credential, SalesforceClientOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(credential);
        return Set(_values with { CreateClient = () => new SalesforceClient(credential, options), OwnsClient = true });
    }

    /// <summary>
    /// Works with the org a configuration section names. Keys: <c>InstanceUrl</c> with <c>AccessToken</c> or with <c>ClientId</c> and
    /// <c>ClientSecret</c>; or <c>Username</c>, <c>Password</c>, and where needed <c>SecurityToken</c>, <c>OrganizationId</c>, <c>Sandbox</c>,
    /// <c>LoginUrl</c>; and <c>ApiVersion</c>.
    /// </summary>
    /// <param name="section">The section.</param>
    /// <returns>This builder.</returns>
    /// <exception cref="InvalidOperationException">A key is missing or wrong; the message names it, and shows no value.</exception>
    public SalesforceContextOptionsBuilder UseConfiguration(IConfigurationSection section)
    {
        ArgumentNullException.ThrowIfNull(section);
        OrgConfiguration configuration = new(section);
        return UseOrg(configuration.ReadCredential(), configuration.ReadClientOptions());
    }

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

    /// <inheritdoc cref="SalesforceContextOptionsBuilder.UsePrefetch"/>
    public new SalesforceContextOptionsBuilder<TContext> UsePrefetch(bool prefetch = true) => This(base.UsePrefetch(prefetch));

    /// <inheritdoc cref="SalesforceContextOptionsBuilder.UseTracking"/>
    public new SalesforceContextOptionsBuilder<TContext> UseTracking(bool tracking = true) => This(base.UseTracking(tracking));

    /// <inheritdoc cref="SalesforceContextOptionsBuilder.UseBatchSize"/>
    public new SalesforceContextOptionsBuilder<TContext> UseBatchSize(int records) => This(base.UseBatchSize(records));

    private SalesforceContextOptionsBuilder<TContext> This(SalesforceContextOptionsBuilder _) => this;
}
