using System.Net;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using SalesforceLinq.Http.Records;

namespace SalesforceLinq.Http.Composite;

/// <summary>The answer of a subrequest as the wire has it.</summary>
internal sealed class SubrequestAnswer
{
    [JsonProperty("referenceId", Required = Required.Always)]
    public required string ReferenceId { get; init; }

    [JsonProperty("httpStatusCode")]
    public int StatusCode { get; init; }

    [JsonProperty("httpHeaders")]
    public Dictionary<string, JToken>? Headers { get; init; }

    [JsonProperty("body"), JsonConverter(typeof(BodyConverter))]
    public object? Body { get; init; }

    public SubrequestResult ToResult() => new(ReferenceId, (HttpStatusCode)StatusCode, Body as JToken, HeaderTexts()) { Written = Body as List<RecordResult> };

    private Dictionary<string, string> HeaderTexts() =>
        Headers?.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase) ?? [];

    // The results of a collection whose records were all written, which is what most bodies are; anything else is JSON.
    private sealed class BodyConverter : JsonConverter
    {
        public override bool CanWrite => false;

        public override bool CanConvert(Type objectType) => true;

        public override object? ReadJson(JsonReader reader, Type objectType, object? existingValue, JsonSerializer serializer)
        {
            if (reader.TokenType == JsonToken.Null)
                return null;
            if (reader.TokenType != JsonToken.StartArray)
                return JToken.ReadFrom(reader);

            // The names of members that a contract has are not made into texts again and again; this one is asked for nowhere else on this way.
            serializer.ContractResolver.ResolveContract(typeof(RecordResult));
            List<RecordResult> written = [];
            JArray? items = null;
            while (reader.Read() && reader.TokenType != JsonToken.EndArray)
            {
                object item = RecordResultConverter.Read(reader);
                if (item is RecordResult result && items is null)
                {
                    written.Add(result);
                    continue;
                }

                items ??= new JArray(written.Select(RecordResultConverter.ToJson));
                items.Add(item is RecordResult late ? RecordResultConverter.ToJson(late) : (JToken)item);
            }

            return items ?? (written.Count > 0 ? (object)written : new JArray());
        }

        public override void WriteJson(JsonWriter writer, object? value, JsonSerializer serializer) => throw new NotSupportedException();
    }
}

/// <summary>The answer of a composite call, or of one graph.</summary>
internal sealed class CompositeAnswer
{
    [JsonProperty("compositeResponse")]
    public List<SubrequestAnswer>? Answers { get; init; }

    /// <summary>The answers, tied to their requests; null when they are not those of the requests.</summary>
    public IReadOnlyList<SubrequestResult>? InOrderOf(IReadOnlyList<Subrequest> subrequests)
    {
        if (Answers?.Count != subrequests.Count)
            return null;

        // Order is kept in a composite call; a graph may answer in another one, so names decide.
        var byName = new Dictionary<string, SubrequestAnswer>(StringComparer.Ordinal);
        foreach (SubrequestAnswer answer in Answers)
            byName[answer.ReferenceId] = answer;
        return subrequests.All(subrequest => byName.ContainsKey(subrequest.ReferenceId))
            ? [.. subrequests.Select(subrequest => byName[subrequest.ReferenceId].ToResult())]
            : null;
    }
}
