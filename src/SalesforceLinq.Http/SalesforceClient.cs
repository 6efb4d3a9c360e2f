using Newtonsoft.Json.Linq;
using SalesforceLinq.Http.Apex;
using SalesforceLinq.Http.Describe;
using SalesforceLinq.Http.Limits;
using SalesforceLinq.Http.Queries;
using SalesforceLinq.Http.Records;
using SalesforceLinq.Http.Search;
using SalesforceLinq.Http.Transport;

namespace SalesforceLinq.Http;

/// <summary>The REST API of one org. Safe for many threads; one client for the life of the program is best.</summary>
public sealed class SalesforceClient : IAsyncDisposable, IDisposable
{
    private readonly HttpClient? _ownHttp;
    private readonly QueryResource _queries;
    private readonly RowStream _rows;
    private readonly SearchResource _search;
    private readonly OrgResource _org;
    private readonly ApexResource _apex;

    /// <summary>A client with connections of its own.</summary>
    /// <param name="credential">How to sign in; the first request does.</param>
    /// <param name="options">How the client works; null for the defaults.</param>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public SalesforceClient(SalesforceCredential credential, SalesforceClientOptions? options = null)
        : this(credential, options ?? new(), null)
    {
    }

    /// <summary>A client over an <see cref="HttpClient"/> of the caller, who disposes of it.</summary>
    /// <param name="credential">How to sign in; the first request does.</param>
    /// <param name="http">Sends the requests. Its timeout holds beside the client's.</param>
    /// <param name="options">How the client works; null for the defaults. A proxy or a handler in it is refused.</param>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public SalesforceClient(SalesforceCredential credential, HttpClient http, SalesforceClientOptions? options = null)
        : this(credential, options ?? new(), http ?? throw new ArgumentNullException(nameof(http)))
    {
        if (options?.Proxy is not null || options?.Handler is not null)
            throw new ArgumentException("A client over your own HttpClient takes its proxy and handler from there.", nameof(options));
    }

    private SalesforceClient(SalesforceCredential credential, SalesforceClientOptions options, HttpClient? http)
    {
        ArgumentNullException.ThrowIfNull(credential);
        if (!SalesforceClientOptions.VersionForm().IsMatch(options.ApiVersion))
            throw new ArgumentException($"'{options.ApiVersion}' is not a version of the API. Write it as '66.0'.", nameof(options));
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Timeout, TimeSpan.FromMilliseconds(1));
        ArgumentOutOfRangeException.ThrowIfNegative(options.ReservedApiCalls);

        _ownHttp = http is null ? ConnectionSetup.NewHttpClient(options.Handler, options.Proxy) : null;
        Sender = new RequestSender(credential, http ?? _ownHttp!, new SenderSettings
        {
            ApiVersion = options.ApiVersion,
            Retry = options.Retry,
            Timeout = options.Timeout,
            Time = options.TimeProvider,
            CallOptions = options.ClientName is { Length: > 0 } name ? $"client={name}" : null,
            CompressRequestsAbove = options.CompressRequestsAbove,
            ReservedApiCalls = options.ReservedApiCalls,
            HttpVersion = options.HttpVersion,
            Loggers = options.LoggerFactory,
        });
        _queries = new QueryResource(Sender);
        _rows = new RowStream(_queries);
        _search = new SearchResource(Sender);
        _org = new OrgResource(Sender);
        _apex = new ApexResource(Sender);
        Describes = new DescribeResource(Sender, options.DescribeCacheLifetime, options.TimeProvider);
        Changes = new ChangeResource(Sender, options.TimeProvider);
        Collections = new CollectionsResource(Sender);
        Composite = new CompositeResource(Sender);
        Bulk = new BulkResource(Sender, options.TimeProvider);
    }

    /// <summary>Version of the REST API, such as <c>66.0</c>.</summary>
    public string ApiVersion => Sender.ApiVersion;

    /// <summary>The org's own address, where the last request went; null before the first.</summary>
    public Uri? InstanceUrl => Sender.InstanceUrl;

    /// <summary>API calls used, as the last answers told, and requests this client sent.</summary>
    public ApiUsage Usage => Sender.Usage.Snapshot();

    /// <summary>Up to 200 records in one call.</summary>
    public CollectionsResource Collections { get; }

    /// <summary>Several requests in one call: composite, graph, batch and tree.</summary>
    public CompositeResource Composite { get; }

    /// <summary>Thousands and millions of records, as jobs.</summary>
    public BulkResource Bulk { get; }

    internal RequestSender Sender { get; }

    internal DescribeResource Describes { get; }

    internal ChangeResource Changes { get; }

    /// <summary>The records of one object.</summary>
    /// <param name="name">API name of the object, such as <c>Contact</c> or <c>Invoice__c</c>.</param>
    /// <exception cref="ArgumentException">The name is not an API name.</exception>
    public SObjectClient SObject(string name) => new(name, this);

    /// <summary>Sends any request. All others go through here as well: they sign in, repeat and count alike.</summary>
    /// <param name="request">The request.</param>
    /// <param name="cancellationToken">Ends the wait, and later the reading of the body.</param>
    /// <returns>A successful answer, whose body has not been read. Dispose of it.</returns>
    /// <exception cref="SalesforceApiException">The org refused the request.</exception>
    /// <exception cref="SalesforceTransportException">There is no usable answer.</exception>
    /// <exception cref="ApiBudgetExceededException">Only reserved API calls are left; nothing was sent.</exception>
    public Task<SalesforceResponse> SendAsync(SalesforceRequest request, CancellationToken cancellationToken = default) =>
        Sender.SendAsync(request, cancellationToken);

    /// <summary>Runs a query and streams the rows of all its pages; child lists are followed to their end.</summary>
    /// <param name="soql">The SOQL; values go into it by <see cref="Soql.Format"/>.</param>
    /// <param name="options">How the query runs; null for the defaults.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    /// <returns>The rows, their fields in SELECT order after <c>attributes</c>. While those of one page are handed out, the next is on its way.</returns>
    /// <exception cref="SalesforceApiException">The org refused the query.</exception>
    /// <exception cref="SalesforceTransportException">The query broke off; the message says after how many records.</exception>
    public IAsyncEnumerable<JObject> QueryAsync(string soql, QueryOptions? options = null, CancellationToken cancellationToken = default) =>
        _rows.ReadAsync(soql, options, cancellationToken);

    /// <summary>Runs a query and streams its rows as objects; a child list fits a list property.</summary>
    /// <typeparam name="T">Class whose properties are named as the fields, or say so by <c>[JsonProperty]</c>.</typeparam>
    /// <inheritdoc cref="QueryAsync(string, QueryOptions?, CancellationToken)"/>
    public IAsyncEnumerable<T> QueryAsync<T>(string soql, QueryOptions? options = null, CancellationToken cancellationToken = default) =>
        _rows.ReadAsync<T>(soql, options, cancellationToken);

    /// <summary>Runs a query and reads its first page.</summary>
    /// <inheritdoc cref="QueryAsync(string, QueryOptions?, CancellationToken)"/>
    /// <returns>The page; <see cref="QueryMoreAsync"/> reads the next.</returns>
    public async Task<QueryPage> QueryPageAsync(string soql, QueryOptions? options = null, CancellationToken cancellationToken = default) =>
        await PageReader.ReadAsync(await OpenQueryAsync(soql, options, cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);

    /// <summary>Reads a further page of a query.</summary>
    /// <param name="nextRecordsUrlOrLocator"><see cref="QueryPage.NextRecordsUrl"/> of the page before, or its last segment.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="SalesforceApiException">The org refused: cursors end after two days, and with the session that made them.</exception>
    public async Task<QueryPage> QueryMoreAsync(string nextRecordsUrlOrLocator, CancellationToken cancellationToken = default) =>
        await PageReader.ReadAsync(await OpenQueryMoreAsync(nextRecordsUrlOrLocator, cancellationToken).ConfigureAwait(false), cancellationToken)
            .ConfigureAwait(false);

    /// <summary>Asks how the org would run a query, without running it.</summary>
    /// <param name="soql">The SOQL.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The plans; the first is the one the org would take.</returns>
    /// <exception cref="SalesforceApiException">The org refused the query.</exception>
    public Task<IReadOnlyList<QueryExplanation>> ExplainAsync(string soql, CancellationToken cancellationToken = default) =>
        _queries.ExplainAsync(soql, cancellationToken);

    /// <summary>Runs a query and hands out its first page unread: a JSON object with <c>totalSize</c>, <c>done</c>, <c>nextRecordsUrl</c> and <c>records</c>.</summary>
    /// <param name="soql">The SOQL. One too long for a URL goes through a composite call; the body is that of the page all the same.</param>
    /// <param name="options">How the query runs; null for the defaults.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="SalesforceApiException">The org refused the query.</exception>
    /// <exception cref="SalesforceTransportException">There is no usable answer.</exception>
    public Task<SalesforceResponse> OpenQueryAsync(string soql, QueryOptions? options = null, CancellationToken cancellationToken = default) =>
        _queries.OpenAsync(soql, options, cancellationToken);

    /// <summary>Hands out a further page of a query unread.</summary>
    /// <param name="nextRecordsUrlOrLocator"><c>nextRecordsUrl</c> of the page before, or its last segment.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="SalesforceApiException">The org refused: cursors end after two days, and with the session that made them.</exception>
    /// <exception cref="SalesforceTransportException">There is no usable answer.</exception>
    public Task<SalesforceResponse> OpenQueryMoreAsync(string nextRecordsUrlOrLocator, CancellationToken cancellationToken = default) =>
        _queries.OpenMoreAsync(nextRecordsUrlOrLocator, cancellationToken);

    /// <summary>Searches by SOSL.</summary>
    /// <param name="sosl">The SOSL, which is sent as it is; <see cref="Sosl"/> builds it safely.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The records found, of all objects.</returns>
    /// <exception cref="SalesforceApiException">The org refused the search.</exception>
    public Task<IReadOnlyList<JObject>> SearchAsync(string sosl, CancellationToken cancellationToken = default) =>
        _search.SearchAsync(sosl, cancellationToken);

    /// <inheritdoc cref="SearchAsync(string, CancellationToken)"/>
    public Task<IReadOnlyList<JObject>> SearchAsync(Sosl sosl, CancellationToken cancellationToken = default) =>
        _search.SearchAsync((sosl ?? throw new ArgumentNullException(nameof(sosl))).ToString(), cancellationToken);

    /// <summary>Searches without SOSL.</summary>
    /// <param name="search">What to search for, and where.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The records found, of all objects.</returns>
    /// <exception cref="ArgumentException">A name or a number in it is wrong; nothing was sent.</exception>
    /// <exception cref="SalesforceApiException">The org refused the search.</exception>
    public Task<IReadOnlyList<JObject>> SearchAsync(ParameterizedSearch search, CancellationToken cancellationToken = default) =>
        _search.SearchAsync(search, cancellationToken);

    /// <summary>Searches all fields of all objects for words.</summary>
    /// <param name="words">What to search for, as a person typed it; nothing in it is an operator or a wildcard.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The records found, of all objects, with their ids.</returns>
    public Task<IReadOnlyList<JObject>> QuickSearchAsync(string words, CancellationToken cancellationToken = default) =>
        SearchAsync(Sosl.Find(words), cancellationToken);

    /// <summary>All objects of the org that the user may see, from memory where that is fresh.</summary>
    /// <param name="refresh">Whether to ask the org whether they have changed, however fresh they are.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public Task<GlobalDescription> DescribeGlobalAsync(bool refresh = false, CancellationToken cancellationToken = default) =>
        Describes.GetGlobalAsync(refresh, cancellationToken);

    /// <summary>Calls a class of Apex REST.</summary>
    /// <typeparam name="T">Type to read from the answer, for example <see cref="JToken"/>.</typeparam>
    /// <param name="path">Path below <c>/services/apexrest/</c>, with its query string; values in it escaped.</param>
    /// <param name="method">HTTP method; null for GET.</param>
    /// <param name="body">Body as an object, or as a <see cref="SalesforceRequestBody"/>; null for none.</param>
    /// <param name="safety">Whether the call may be sent again; by default only GET may.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>What the method returned; the default when it returned nothing.</returns>
    /// <exception cref="SalesforceApiException">The method threw, or there is no such path.</exception>
    public Task<T?> ApexAsync<T>(
        string path, HttpMethod? method = null, object? body = null, RequestSafety? safety = null, CancellationToken cancellationToken = default) =>
        _apex.CallAsync<T>(ApexResource.ApexPath(path), method, body, safety, cancellationToken);

    /// <summary>Calls the Tooling API.</summary>
    /// <typeparam name="T">Type to read from the answer, for example <see cref="JToken"/>.</typeparam>
    /// <param name="path">Path below <c>/services/data/vNN.0/tooling/</c>, with its query string; values in it escaped.</param>
    /// <param name="method">HTTP method; null for GET.</param>
    /// <param name="body">Body as an object, or as a <see cref="SalesforceRequestBody"/>; null for none.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The answer; the default when it has no body.</returns>
    public Task<T?> ToolingAsync<T>(string path, HttpMethod? method = null, object? body = null, CancellationToken cancellationToken = default) =>
        _apex.CallAsync<T>(ApexResource.ToolingPath(path), method, body, null, cancellationToken);

    /// <summary>Queries the Tooling API and streams the rows of all pages.</summary>
    /// <param name="soql">The SOQL, about objects such as ApexClass.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    public IAsyncEnumerable<JObject> ToolingQueryAsync(string soql, CancellationToken cancellationToken = default) =>
        _rows.ReadAsync(soql, new QueryOptions { Tooling = true }, cancellationToken);

    /// <summary>Runs a piece of Apex anonymously. It is sent once only, because nobody knows what it changes.</summary>
    /// <param name="apex">The code, up to about 16,000 characters.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Whether it compiled and ran; problems are in the result, not exceptions.</returns>
    public Task<ExecuteAnonymousResult> ExecuteAnonymousAsync(string apex, CancellationToken cancellationToken = default) =>
        _apex.ExecuteAnonymousAsync(apex, cancellationToken);

    /// <summary>The limits of the org and what is left of them, by name.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    public Task<IReadOnlyDictionary<string, OrgLimit>> GetLimitsAsync(CancellationToken cancellationToken = default) => _org.GetLimitsAsync(cancellationToken);

    /// <summary>Approximate numbers of records, which the org counts now and then.</summary>
    /// <param name="objectNames">API names of the objects; empty for all. Unknown ones are left out of the answer.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public Task<IReadOnlyDictionary<string, long>> GetRecordCountsAsync(
        IEnumerable<string> objectNames, CancellationToken cancellationToken = default) =>
        _org.GetRecordCountsAsync(objectNames, cancellationToken);

    /// <summary>The versions of the API that the org serves, oldest first.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    public Task<IReadOnlyList<ApiVersionInfo>> GetVersionsAsync(CancellationToken cancellationToken = default) => _org.GetVersionsAsync(cancellationToken);

    /// <summary>The resources of this version of the API: their paths by name.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    public Task<IReadOnlyDictionary<string, string>> GetResourcesAsync(CancellationToken cancellationToken = default) =>
        _org.GetResourcesAsync(cancellationToken);

    /// <summary>Who is signed in (OpenID Connect).</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    public Task<UserInfo> GetUserInfoAsync(CancellationToken cancellationToken = default) => _org.GetUserInfoAsync(cancellationToken);

    /// <summary>Who is signed in, and where everything of the org is (identity service).</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    public Task<JObject> GetIdentityAsync(CancellationToken cancellationToken = default) => _org.GetIdentityAsync(cancellationToken);

    /// <summary>Sets the password of a user.</summary>
    /// <param name="userId">Id of the user.</param>
    /// <param name="password">New password.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="SalesforceApiException">The org refused the password.</exception>
    public Task SetPasswordAsync(string userId, string password, CancellationToken cancellationToken = default) =>
        _org.SetPasswordAsync(userId, password, cancellationToken);

    /// <summary>Whether the password of a user is expired, so that another one must be set.</summary>
    /// <param name="userId">Id of the user.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="ArgumentException">It is not an id.</exception>
    public Task<bool> IsPasswordExpiredAsync(string userId, CancellationToken cancellationToken = default) =>
        _org.IsPasswordExpiredAsync(userId, cancellationToken);

    /// <summary>Has the org make up a password for a user, who must choose another one when he signs in.</summary>
    /// <param name="userId">Id of the user.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The new password. Keep it out of logs.</returns>
    /// <exception cref="ArgumentException">It is not an id.</exception>
    public Task<string> ResetPasswordAsync(string userId, CancellationToken cancellationToken = default) =>
        _org.ResetPasswordAsync(userId, cancellationToken);

    /// <summary>Whether the org is a sandbox, as its Organization record says.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<bool> IsSandboxAsync(CancellationToken cancellationToken = default)
    {
        QueryPage page = await QueryPageAsync("SELECT IsSandbox FROM Organization LIMIT 1", null, cancellationToken).ConfigureAwait(false);
        return page.Records is [{ } organization] && (bool)organization["IsSandbox"]!;
    }

    /// <summary>Closes the client's own connections. An <see cref="HttpClient"/>, a handler or a credential of the caller stays usable.</summary>
    public void Dispose() => _ownHttp?.Dispose();

    /// <inheritdoc cref="Dispose"/>
    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }
}
