using System.Globalization;
using SalesforceLinq.Emulator.Hosting.Calls;
using SalesforceLinq.Emulator.Rules;
using SalesforceLinq.Emulator.Schema;
using SalesforceLinq.Emulator.Storage;

namespace SalesforceLinq.Emulator.Hosting.Endpoints;

/// <summary>Which records of an object were changed or deleted in a span of time.</summary>
internal sealed class ChangeEndpoints(OrgServices org)
{
    private static readonly TimeSpan DeletedReach = TimeSpan.FromDays(15);
    private static readonly TimeSpan UpdatedReach = TimeSpan.FromDays(30);

    public void Map(Router router)
    {
        router.Map("GET", "sobjects/{object}/updated", call => AnswerAsync(call, UpdatedReach, Updated));
        router.Map("GET", "sobjects/{object}/deleted", call => AnswerAsync(call, DeletedReach, Deleted));
    }

    private delegate Answer Find(StoreConnection connection, ObjectSchema schema, string start, string end);

    private ValueTask<Answer> AnswerAsync(Call call, TimeSpan reach, Find find)
    {
        if (org.Schema.Find(call["object"]) is not { } schema)
            return new ValueTask<Answer>(Answer.NotFound());
        if (Minute(call.Query["start"]) is not { } start)
            return new ValueTask<Answer>(Answer.Error(400, "MISSING_ARGUMENT", "start is missing or no date and time"));
        if (Minute(call.Query["end"]) is not { } end)
            return new ValueTask<Answer>(Answer.Error(400, "MISSING_ARGUMENT", "end is missing or no date and time"));
        if (start >= end)
            return new ValueTask<Answer>(Answer.Error(400, "INVALID_REPLICATION_DATE", "startDate must be at least one minute before endDate"));
        if (start < org.Clock.GetUtcNow() - reach)
            return new ValueTask<Answer>(Answer.Error(400, "INVALID_REPLICATION_DATE", "startDate before org replication enabled date"));
        return org.ReadAsync(call, connection => find(connection, schema, ValueReader.Stamp(start), ValueReader.Stamp(end)));
    }

    private static Answer Updated(StoreConnection connection, ObjectSchema schema, string start, string end)
    {
        List<string> ids = connection.Texts(
            $"SELECT \"Id\" FROM {RecordTable.Quoted(schema.Name)} WHERE \"IsDeleted\" = 0 AND \"SystemModstamp\" >= $p0 AND \"SystemModstamp\" < $p1", start, end);
        return Answer.Json(200, writer =>
        {
            writer.WriteStartObject();
            writer.WriteStartArray("ids");
            foreach (string id in ids)
                writer.WriteStringValue(id);
            writer.WriteEndArray();
            writer.WriteString("latestDateCovered", RecordJson.Moment(end));
            writer.WriteEndObject();
        });
    }

    private Answer Deleted(StoreConnection connection, ObjectSchema schema, string start, string end)
    {
        List<(string Id, string When)> deleted = [];
        connection.Each(
            $"SELECT \"Id\", \"SystemModstamp\" FROM {RecordTable.Quoted(schema.Name)} WHERE \"IsDeleted\" = 1 AND \"SystemModstamp\" >= $p0 AND \"SystemModstamp\" < $p1",
            [start, end], reader => deleted.Add((reader.GetString(0), reader.GetString(1))));
        return Answer.Json(200, writer =>
        {
            writer.WriteStartObject();
            writer.WriteStartArray("deletedRecords");
            foreach ((string id, string when) in deleted)
            {
                writer.WriteStartObject();
                writer.WriteString("id", id);
                writer.WriteString("deletedDate", RecordJson.Moment(when));
                writer.WriteEndObject();
            }
            writer.WriteEndArray();
            writer.WriteString("earliestDateAvailable", RecordJson.Moment(ValueReader.Stamp(org.Clock.GetUtcNow() - DeletedReach)));
            writer.WriteString("latestDateCovered", RecordJson.Moment(end));
            writer.WriteEndObject();
        });
    }

    // Seconds are ignored: the org looks at whole minutes.
    private static DateTimeOffset? Minute(string? text)
    {
        if (text is null || !DateTimeOffset.TryParse(text.Replace(' ', '+'), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset moment))
            return null;
        return moment.AddTicks(-(moment.Ticks % TimeSpan.TicksPerMinute));
    }
}
