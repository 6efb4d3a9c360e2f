using System.Globalization;
using System.Net;
using Newtonsoft.Json.Linq;
using SalesforceLinq.Http;
using SalesforceLinq.Saving.Planning;
using SalesforceLinq.Saving.Writing;
using SalesforceLinq.Tracking;

namespace SalesforceLinq.Saving.Sending;

/// <summary>One call of a save as a composite call: what must not have changed is checked, the steps are carried out, and records are read back.</summary>
internal sealed class CompositeCall
{
    private readonly SaveRequest _request;
    private readonly bool _allOrNone;
    private readonly bool _isGuarded;
    private readonly IReadOnlyDictionary<string, string> _headers;
    private readonly Dictionary<TrackedEntity, string> _references;
    private readonly List<IGrouping<EntityModel, PendingWrite>> _guards;
    private readonly List<(RecordQuery Query, List<PendingWrite> Writes)> _reads;

    public CompositeCall(SaveRequest request, SaveOptions options, IReadOnlyDictionary<string, string> headers, bool readsBack = true)
    {
        _request = request;
        _headers = headers;
        _allOrNone = options.Atomicity != SaveAtomicity.None;
        _isGuarded = _allOrNone && request is { Guarded.Count: > 0, HasRoomForGuards: true, IsConditionalRow: false };
        _references = References(request);
        _guards = _isGuarded ? [.. request.Guarded.GroupBy(write => write.Tracked.Model)] : [];
        int room = SavePlanner.MaxSteps - request.Steps.Count - _guards.Count;
        _reads = !readsBack || request.Steps.Any(step => step.MustTravelAlone) ? [] : [.. ReadBack.QueriesOf(request.Writes, options).Take(room)];
    }

    /// <summary>Whether the request needs a composite call at all: one step alone is a collections call.</summary>
    public bool IsNeeded => _request.Steps.Count > 1 || _guards.Count > 0 || _reads.Count > 0 || _request.IsConditionalRow;

    /// <summary>The writes whose records are read back by the same call.</summary>
    public IEnumerable<PendingWrite> ReadBackWrites => _reads.SelectMany(read => read.Writes);

    public CompositeRequest Write()
    {
        List<Subrequest> subrequests = [];
        for (int i = 0; i < _guards.Count; i++)
            subrequests.AddRange(Guard(i));
        RecordWriter writer = new((_, parent) => _references[parent]);
        for (int i = 0; i < _request.Steps.Count; i++)
            subrequests.Add(_request.IsConditionalRow ? Row(writer, _request.Steps[i].Writes[0], Name("step", i)) : Step(writer, _request.Steps[i], Name("step", i)));
        for (int i = 0; i < _reads.Count; i++)
            subrequests.Add(_reads[i].Query.ToSubrequest(_reads[i].Writes.Select(write => write.Tracked.Id ?? _references[write.Tracked]), Name("back", i)));
        return new CompositeRequest(subrequests) { AllOrNone = _allOrNone };
    }

    public SentRequest Read(CompositeResult answer)
    {
        List<(PendingWrite Write, RecordResult Result)> results = new(_request.Steps.Sum(step => step.Writes.Count));
        for (int i = 0; i < _request.Steps.Count; i++)
            Read(_request.Steps[i], answer[Name("step", i)], results);
        bool rolledBack = _allOrNone && (results.Exists(written => !written.Result.Success) || !answer.Success);
        bool isNoRecordsFault = rolledBack && results.TrueForAll(written => written.Result.Success || CompanionErrors.AreAllOf(written.Result));
        Dictionary<RecordKey, JObject> readBack = [];
        for (int i = 0; i < _reads.Count && !rolledBack; i++)
            RecordQuery.Read(answer[Name("back", i)].Body, readBack);
        RecordError? comparing = isNoRecordsFault ? OwnError(answer, "guard", _guards.Count) : null;
        RecordError? reading = isNoRecordsFault ? OwnError(answer, "back", _reads.Count) : null;
        return new SentRequest(_request, results, rolledBack, answer.ApiCalls)
        {
            HasChangedRecords = isNoRecordsFault && Enumerable.Range(0, _guards.Count).Any(i => !answer[Name("still", i)].Success) && comparing is null && reading is null,
            ComparingFailed = comparing,
            ReadingFailed = reading is not null,
            ReadBack = readBack,
            EarlierAnswerLost = answer.EarlierAnswerLost,
        };
    }

    // The query finds the records that are still as they were read. A reference to the last of them leads nowhere when one is missing,
    // and what leads nowhere fails, and takes the whole call back.
    private IEnumerable<Subrequest> Guard(int number)
    {
        IGrouping<EntityModel, PendingWrite> guard = _guards[number];
        FieldModel token = guard.First().Token!;
        IEnumerable<FormattableString> versions = guard.GroupBy(write => token.ToWire(write.TokenValue))
            .Select(version => (FormattableString)$"({Http.Soql.Name(token.ApiName)} = {version.Key} AND Id IN {version.Select(write => write.Tracked.Id)})");
        string where = string.Join(" OR ", versions.Select(Http.Soql.Format));
        yield return Subrequest.Query($"SELECT Id FROM {guard.Key.ApiName} WHERE {where}", Name("guard", number));
        yield return Subrequest.Get(guard.Key.ApiName, string.Create(CultureInfo.InvariantCulture, $"@{{{Name("guard", number)}.records[{guard.Count() - 1}].Id}}"), Name("still", number), "Id");
    }

    private Subrequest Row(RecordWriter writer, PendingWrite write, string name)
    {
        DateTimeOffset read = (DateTimeOffset)write.Token!.ToWire(write.TokenValue)!;
        // A date of HTTP has whole seconds, as those of the org have: a fraction must not make the record look changed.
        DateTimeOffset since = read.AddTicks((TimeSpan.TicksPerSecond - (read.Ticks % TimeSpan.TicksPerSecond)) % TimeSpan.TicksPerSecond);
        return new Subrequest(HttpMethod.Patch, $"sobjects/{write.ApiName}/{write.Tracked.Id}", name)
        {
            WriteBody = json => writer.WriteRow(json, write),
            Headers = new Dictionary<string, string>(_headers) { ["If-Unmodified-Since"] = since.ToUniversalTime().ToString("R", CultureInfo.InvariantCulture) },
        };
    }

    private Subrequest Step(RecordWriter writer, SaveStep step, string name)
    {
        (HttpMethod method, string path) = StepTarget.Of(step, _allOrNone);
        return new Subrequest(method, path, name)
        {
            WriteBody = step.Operation == SaveOperation.Delete ? null : json => writer.Write(json, step, _allOrNone),
            Headers = _headers,
        };
    }

    private void Read(SaveStep step, SubrequestResult answer, List<(PendingWrite Write, RecordResult Result)> results)
    {
        if (!_request.IsConditionalRow)
        {
            IReadOnlyList<RecordResult> inOrder = answer.ToRecordResults(step.Writes.Count);
            for (int i = 0; i < step.Writes.Count; i++)
                results.Add((step.Writes[i], inOrder[i]));
        }
        else if (answer.StatusCode == HttpStatusCode.PreconditionFailed)
            results.Add((step.Writes[0], new RecordResult(null, false, [ConcurrentChange.Error(step.Writes[0], current: null)])));
        else
            results.Add((step.Writes[0], answer.ToRecordResult(step.Writes[0].Tracked.Id)));
    }

    private static RecordError? OwnError(CompositeResult answer, string part, int count)
    {
        for (int i = 0; i < count; i++)
        {
            if (answer[Name(part, i)] is { Success: false } refused && refused.Errors.Select(RecordError.From).FirstOrDefault(error => !CompanionErrors.Contains(error)) is { } error)
                return error;
        }

        return null;
    }

    private static Dictionary<TrackedEntity, string> References(SaveRequest request)
    {
        Dictionary<TrackedEntity, string> references = [];
        for (int i = 0; i < request.Steps.Count; i++)
        {
            IReadOnlyList<PendingWrite> writes = request.Steps[i].Writes;
            for (int j = 0; j < writes.Count; j++)
            {
                if (writes[j].Operation is SaveOperation.Create or SaveOperation.Upsert)
                    references[writes[j].Tracked] = string.Create(CultureInfo.InvariantCulture, $"@{{{Name("step", i)}[{j}].id}}");
            }
        }

        return references;
    }

    private static string Name(string part, int number) => string.Create(CultureInfo.InvariantCulture, $"{part}{number}");
}
