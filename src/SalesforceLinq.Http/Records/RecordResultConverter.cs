using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using SalesforceLinq.Http.Json;

namespace SalesforceLinq.Http.Records;

/// <summary>Reads what became of a record, without a tree of tokens where it was written: a save of thousands has thousands of those.</summary>
internal sealed class RecordResultConverter : JsonConverter<RecordResult>
{
    public override bool CanWrite => false;

    public override RecordResult? ReadJson(JsonReader reader, Type objectType, RecordResult? existingValue, bool hasExistingValue, JsonSerializer serializer) =>
        reader.TokenType == JsonToken.Null ? null : Read(reader) switch
        {
            RecordResult written => written,
            var other => From(other as JObject ?? throw new JsonSerializationException($"A result of a record was expected, and not '{other}'.")),
        };

    public override void WriteJson(JsonWriter writer, RecordResult? value, JsonSerializer serializer) => throw new NotSupportedException();

    /// <summary>The result of a record that was written; any other value as it is.</summary>
    /// <param name="reader">At the first token of the value; left at its last.</param>
    /// <returns>A <see cref="RecordResult"/> or a <see cref="JToken"/>.</returns>
    public static object Read(JsonReader reader)
    {
        if (reader.TokenType != JsonToken.StartObject)
            return JToken.ReadFrom(reader);

        (string? id, bool success, bool? created, bool saysErrors) = (null, false, null, false);
        while (Next(reader) == JsonToken.PropertyName)
        {
            string name = (string)reader.Value!;
            JsonToken value = Next(reader);
            if (name == "id" && value == JsonToken.String)
                id = (string)reader.Value!;
            else if (name == "success" && reader.Value is true)
                success = true;
            else if (name == "created" && value == JsonToken.Boolean)
                created = (bool)reader.Value!;
            else if (name != "errors" || value != JsonToken.StartArray)
                return ReadOn(reader, SoFar(id, success, created, saysErrors), name, JToken.ReadFrom(reader));
            else if (Next(reader) == JsonToken.EndArray)
                saysErrors = true;
            else
                return ReadOn(reader, SoFar(id, success, created, saysErrors: false), name, Rest(reader));
        }

        return success ? RecordResult.Written(id, created) : SoFar(id, success, created, saysErrors);
    }

    /// <summary>The result of a record as JSON; what <see cref="Read"/> made of it, back again.</summary>
    public static JObject ToJson(RecordResult written) => SoFar(written.Id, written.Success, written.Created, saysErrors: true);

    /// <summary>The result of a record.</summary>
    /// <exception cref="JsonSerializationException">It says neither success nor failure.</exception>
    public static RecordResult From(JObject result) => new(
        (string?)result["id"],
        (bool?)result["success"] ?? throw new JsonSerializationException($"The result of a record does not say whether it was a success: {result.ToString(Formatting.None)}"),
        result["errors"]?.ToObject<List<RecordError>>(WireJson.Serializer) ?? [],
        (bool?)result["created"]);

    private static JObject SoFar(string? id, bool success, bool? created, bool saysErrors)
    {
        JObject members = [];
        if (id is not null)
            members["id"] = id;
        if (success)
            members["success"] = true;
        if (saysErrors)
            members["errors"] = new JArray();
        if (created is not null)
            members["created"] = created;
        return members;
    }

    private static JObject ReadOn(JsonReader reader, JObject members, string name, JToken value)
    {
        members[name] = value;
        while (Next(reader) == JsonToken.PropertyName)
        {
            string next = (string)reader.Value!;
            Next(reader);
            members[next] = JToken.ReadFrom(reader);
        }

        return members;
    }

    // The rest of an array, whose first item the reader is at.
    private static JArray Rest(JsonReader reader)
    {
        JArray items = [];
        do
            items.Add(JToken.ReadFrom(reader));
        while (Next(reader) != JsonToken.EndArray);
        return items;
    }

    private static JsonToken Next(JsonReader reader) => reader.Read() ? reader.TokenType : throw new JsonReaderException("The JSON text ends too early.");
}
