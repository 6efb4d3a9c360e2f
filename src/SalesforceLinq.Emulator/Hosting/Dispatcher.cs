using Microsoft.AspNetCore.Http;
using Microsoft.Data.Sqlite;
using SalesforceLinq.Emulator.Faults;
using SalesforceLinq.Emulator.Hosting.Calls;
using SalesforceLinq.Emulator.Hosting.Endpoints;
using SalesforceLinq.Emulator.Hosting.Endpoints.Soap;
using SalesforceLinq.Emulator.Hosting.Endpoints.Window;
using SalesforceLinq.Emulator.Sessions;

namespace SalesforceLinq.Emulator.Hosting;

/// <summary>An answer and what it cost.</summary>
internal sealed record Dispatched(Answer Answer, int ApiCalls);

/// <summary>Finds out what a request is for, who sends it, and whether he may; then has it answered.</summary>
internal sealed class Dispatcher
{
    private readonly OrgServices _org;
    private readonly Router _data = new();
    private readonly Router _open = new();
    private readonly Router _classicBulk = new();
    private readonly SoapEndpoint _soap;
    private readonly ApexEndpoint _apex;

    public Dispatcher(OrgServices org, ApexResources apex, RequestLog log)
    {
        _org = org;
        _soap = new SoapEndpoint(org, _data);
        _apex = new ApexEndpoint(apex);
        new TokenEndpoint(org).Map(_open);
        new ApprovalEndpoints(org).Map(_open);
        new IdentityEndpoints(org).Map(_open);
        new FrontdoorEndpoints().Map(_open);
        new WindowEndpoints(org, log).Map(_open);
        new VersionEndpoints(org).Map(_data);
        new DescribeEndpoints(org).Map(_data);
        new DescribeParts(org).Map(_data);
        new RecordEndpoints(org).Map(_data);
        new ExternalIdEndpoints(org, new FriendlyUrls(org)).Map(_data);
        new ChangeEndpoints(org).Map(_data);
        new QueryEndpoints(org).Map(_data);
        new SearchEndpoints(org).Map(_data);
        new UserPasswordEndpoints(org).Map(_data);
        new RecentEndpoints(org).Map(_data);
        new AnonymousApexEndpoint(apex).Map(_data);
        new LimitEndpoints(org).Map(_data);
        new CollectionEndpoints(org).Map(_data);
        new TreeEndpoint(org).Map(_data);
        new IngestJobEndpoints(org).Map(_data);
        new QueryJobEndpoints(org).Map(_data);
        new ClassicBulkEndpoints(org).Map(_classicBulk);
        new CompositeEndpoints(new SubrequestRunner(org, _data), org.Usage).Map(_data);
    }

    /// <summary>Whether faults may hit a request: looking through the window never goes wrong.</summary>
    public static bool CanGoWrong(ReadRequest request) => request.Segments is ["services" or "id", ..];

    /// <summary>Whether the log shall show a request: all but those of the window itself.</summary>
    public static bool IsLogged(ReadRequest request) => !IsWindow(request);

    public async Task<Dispatched> DispatchAsync(HttpContext http, ReadRequest request, Fault? fault)
    {
        try
        {
            return await FindAsync(http, request, fault).ConfigureAwait(false);
        }
        catch (SqliteException error)
        {
            return Unexpected(error);
        }
        catch (Exception error) when (error is InvalidOperationException or ArgumentException or FormatException or NullReferenceException or IndexOutOfRangeException
            or KeyNotFoundException or OverflowException or InvalidCastException)
        {
            return Unexpected(error);
        }
    }

    // What went wrong inside is told by its kind alone: an org shows no stack trace either.
    private static Dispatched Unexpected(Exception error) => new(Answer.Error(
        500, "UNKNOWN_EXCEPTION", $"An unexpected error occurred. Please include this ErrorId if you contact support: {error.GetType().Name}"), 1);

    private async Task<Dispatched> FindAsync(HttpContext http, ReadRequest request, Fault? fault)
    {
        IReadOnlyList<string> path = request.Segments;
        if (Is(path, 0, "services") && Is(path, 1, "Soap"))
            return await SoapAsync(Make(http, request, path, null, 0, fault), fault).ConfigureAwait(false);
        if (Is(path, 0, "services") && Is(path, 1, "data"))
            return await DataAsync(http, request, fault).ConfigureAwait(false);
        if (Is(path, 0, "services") && Is(path, 1, "apexrest"))
            return await CountedAsync(http, request, fault, session => _apex.AnswerAsync(Make(http, request, [.. path.Skip(2)], session, 0, fault))).ConfigureAwait(false);
        if (Is(path, 0, "services") && Is(path, 1, "async"))
            return await ClassicBulkAsync(http, request, fault).ConfigureAwait(false);
        if (FaultAnswers.Of(fault, FaultAnswers.Rest) is { } wrong)
            return new Dispatched(wrong, 0);
        Call open = Make(http, request, path, _org.Sessions.Use(Token(request)), 0, fault);
        if (IsWindow(request) && WindowAccess.Refusal(http.Connection.RemoteIpAddress, open) is { } refusal)
            return new Dispatched(refusal, 0);
        return new Dispatched(await GuardedDispatch.RunAsync(_open, open).ConfigureAwait(false), 0);
    }

    private async Task<Dispatched> SoapAsync(Call call, Fault? fault)
    {
        if (fault?.Kind == FaultKind.ExpiredSession)
            _soap.EndSession(call);
        if (FaultAnswers.Of(fault, (status, code, message) => SoapMessage.Fault(code, message, status)) is { } wrong)
            return new Dispatched(wrong, 0);
        (Answer answer, bool counts) = await _soap.AnswerAsync(call).ConfigureAwait(false);
        return new Dispatched(answer, counts ? 1 : 0);
    }

    private async Task<Dispatched> DataAsync(HttpContext http, ReadRequest request, Fault? fault)
    {
        if (request.Segments.Count == 2)
            return new Dispatched(Form(request).InXml ? XmlAnswer.Of(VersionEndpoints.Versions(), request.Segments) : VersionEndpoints.Versions(), 0);
        if (!ApiVersions.TryParse(request.Segments[2], out decimal version))
            return new Dispatched(Answer.NotFound(), 0);
        if (ApiVersions.IsRetired(version))
            return new Dispatched(Answer.Error(410, "UNSUPPORTED_API_VERSION", "The requested API version has been retired or removed"), 0);
        if (!ApiVersions.IsServed(version))
            return new Dispatched(Answer.NotFound(), 0);
        (IReadOnlyList<string> segments, bool inXml) = Form(request);
        Dispatched dispatched = await CountedAsync(
            http, request, fault, session => GuardedDispatch.RunAsync(_data, Make(http, request, [.. segments.Skip(3)], session, version, fault))).ConfigureAwait(false);
        return inXml ? dispatched with { Answer = XmlAnswer.Of(dispatched.Answer, segments) } : dispatched;
    }

    // A suffix of the path has the last word on the form of an answer; composite and graph know JSON alone.
    private static (IReadOnlyList<string> Segments, bool InXml) Form(ReadRequest request)
    {
        IReadOnlyList<string> segments = request.Segments;
        bool inXml = request.Headers.GetValueOrDefault("accept") is { } accept
            && accept.Contains("application/xml", StringComparison.OrdinalIgnoreCase) && !accept.Contains("json", StringComparison.OrdinalIgnoreCase);
        // What stands behind the name of a key is a value of it, dots and all.
        bool isKey = segments.Count == 7 && Is(segments, 3, "sobjects");
        foreach (string suffix in (string[])[".xml", ".json"])
        {
            if (isKey || segments.Count < 4 || !segments[^1].EndsWith(suffix, StringComparison.OrdinalIgnoreCase))
                continue;
            segments = [.. segments.SkipLast(1), segments[^1][..^suffix.Length]];
            inXml = suffix == ".xml";
        }
        return (segments, inXml && !(Is(segments, 3, "composite") && (segments.Count == 4 || Is(segments, 4, "graph"))));
    }

    private async Task<Dispatched> ClassicBulkAsync(HttpContext http, ReadRequest request, Fault? fault)
    {
        bool known = ApiVersions.TryParse("v" + request.Segments.ElementAtOrDefault(2), out decimal version) && ApiVersions.IsServed(version);
        Call Called(Session? session) => Make(http, request, [.. request.Segments.Skip(3)], session, version, fault);
        if (!known)
            return new Dispatched(ClassicBulkForm.Error(Called(null), "InvalidVersion", $"API version {request.Segments.ElementAtOrDefault(2)} is not served"), 0);
        ErrorForm form = (status, code, message) => code == "INVALID_SESSION_ID"
            ? ClassicBulkForm.Error(Called(null), "InvalidSessionId", "Invalid session id")
            : ClassicBulkForm.Error(Called(null), code, message, status);
        return await CountedAsync(http, request, fault, session => ClassicBulkEndpoints.RunAsync(_classicBulk, Called(session)), form).ConfigureAwait(false);
    }

    private async Task<Dispatched> CountedAsync(HttpContext http, ReadRequest request, Fault? fault, Func<Session, ValueTask<Answer>> answer, ErrorForm? ownForm = null)
    {
        ErrorForm form = ownForm ?? FaultAnswers.Rest;
        string? token = Token(request);
        if (fault?.Kind == FaultKind.ExpiredSession && token is not null)
            _org.Sessions.Revoke(token);
        if (fault?.Kind == FaultKind.DeadCursor)
            await _org.EndCursorAsync(request.Segments[^1], http.RequestAborted).ConfigureAwait(false);
        if (_org.Sessions.Use(token) is not { } session)
            return new Dispatched(FaultAnswers.ExpiredSession(form), 0);
        if (FaultAnswers.Of(fault, form) is { } wrong)
            return new Dispatched(wrong, 0);
        if (!_org.Usage.TryCount())
            return new Dispatched(Informed(FaultAnswers.DailyLimit(form)), 0);
        return new Dispatched(Informed(await answer(session).ConfigureAwait(false)), 1);
    }

    private Answer Informed(Answer answer)
    {
        // Answers that are kept (no content, describes) must not be written to by two requests at once.
        Answer informed = new(answer.Status, answer.Body, answer.ContentType) { Content = answer.Content };
        foreach ((string name, string value) in answer.Headers)
            informed.Headers[name] = value;
        informed.Headers["Sforce-Limit-Info"] = $"api-usage={_org.Usage.Used}/{_org.Usage.Max}";
        return informed;
    }

    private static string? Token(ReadRequest request)
    {
        if (!request.Headers.TryGetValue("authorization", out string? header))
            return Is(request.Segments, 1, "async") ? request.Headers.GetValueOrDefault("x-sfdc-session") : null;
        int space = header.IndexOf(' ', StringComparison.Ordinal);
        return space > 0 && header[..space].ToUpperInvariant() is "BEARER" or "OAUTH" ? header[(space + 1)..].Trim() : null;
    }

    private static Call Make(HttpContext http, ReadRequest request, IReadOnlyList<string> segments, Session? session, decimal version, Fault? fault) => new()
    {
        Method = request.Method,
        Segments = segments,
        Query = new QueryParameters(request.Query),
        Headers = request.Headers,
        Body = request.Body,
        Upload = request.Upload,
        Version = version,
        Origin = $"{http.Request.Scheme}://{http.Request.Host}",
        Session = session,
        RowLocked = fault?.Kind == FaultKind.RowLocked,
        Cancellation = http.RequestAborted,
    };

    private static bool IsWindow(ReadRequest request) => request.Segments is [] or ["window" or "favicon.ico", ..];

    private static bool Is(IReadOnlyList<string> path, int index, string word) =>
        path.Count > index && path[index].Equals(word, StringComparison.OrdinalIgnoreCase);
}
