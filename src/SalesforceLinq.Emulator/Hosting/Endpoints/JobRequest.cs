using System.Text.Json;
using SalesforceLinq.Emulator.Bulk.Csv;
using SalesforceLinq.Emulator.Bulk.Jobs;
using SalesforceLinq.Emulator.Hosting.Calls;
using SalesforceLinq.Emulator.Rules;
using SalesforceLinq.Emulator.Schema;

namespace SalesforceLinq.Emulator.Hosting.Endpoints;

/// <summary>Reads what a new job of Bulk API 2.0 shall do, and refuses what cannot be done.</summary>
internal static class JobRequest
{
    private static readonly string[] Writes = ["insert", "update", "upsert", "delete", "hardDelete"];

    /// <exception cref="UnreadableRequestException">Something is missing, unknown, or does not go together.</exception>
    public static JobDefinition Ingest(OrgServices org, Call call, JsonElement json)
    {
        string operation = Operation(json, Writes);
        string name = Text(json, "object") ?? throw Invalid("object is a required field");
        ObjectSchema schema = org.Schema.Find(name) ?? throw Invalid($"Unable to find object: {name}");
        string? key = Text(json, "externalIdFieldName");
        if (operation == "upsert")
            key = Key(schema, key);
        JobDefinition definition = new()
        {
            Kind = JobKind.Ingest,
            Operation = operation,
            ObjectName = schema.Name,
            ExternalIdField = key,
            AssignmentRuleId = Text(json, "assignmentRuleId"),
            ApiVersion = call.Version,
            CreatedById = call.UserId,
        };
        return WithDialect(definition, json);
    }

    /// <exception cref="UnreadableRequestException">Something is missing or unknown.</exception>
    /// <exception cref="Soql.Refusals.SoqlException">The query is refused.</exception>
    public static async ValueTask<JobDefinition> QueryAsync(OrgServices org, Call call, JsonElement json)
    {
        JobDefinition definition = WithDialect(
            new JobDefinition
            {
                Kind = JobKind.Query,
                Operation = Operation(json, ["query", "queryAll"]),
                ObjectName = "",
                Query = Text(json, "query") ?? throw Invalid("query is a required field"),
                ApiVersion = call.Version,
                CreatedById = call.UserId,
            },
            json);
        return definition with { ObjectName = await org.Bulk.ObjectOfAsync(definition, call.Cancellation).ConfigureAwait(false) };
    }

    /// <summary>The field records are found by in an upsert, in the schema's case.</summary>
    /// <exception cref="UnreadableRequestException">The object has no such key.</exception>
    public static string Key(ObjectSchema schema, string? name)
    {
        if (name is null)
            throw Invalid("External ID was blank for " + schema.Name + ". An External ID must be specified for upsert.");
        return schema.FindField(name) is { } field && (field.ExternalId || field.IdLookup || field.Type == FieldType.Id)
            ? field.Name
            : throw Invalid($"Field name provided, {name} does not match an External ID, Salesforce Id, or indexed field for {schema.Name}");
    }

    public static string? Text(JsonElement json, string member) =>
        json.TryGetProperty(member, out JsonElement value) && value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text ? text : null;

    private static JobDefinition WithDialect(JobDefinition definition, JsonElement json)
    {
        if (Text(json, "contentType") is { } type && !type.Equals("CSV", StringComparison.OrdinalIgnoreCase))
            throw Invalid($"contentType {type} is not supported; use CSV");
        definition = definition with { ColumnDelimiter = Text(json, "columnDelimiter") ?? "COMMA", LineEnding = Text(json, "lineEnding") ?? "LF" };
        return CsvDialect.Of(definition.ColumnDelimiter, definition.LineEnding) is not null
            ? definition
            : throw Invalid($"columnDelimiter {definition.ColumnDelimiter} or lineEnding {definition.LineEnding} is unknown");
    }

    private static string Operation(JsonElement json, string[] known)
    {
        string operation = Text(json, "operation") ?? throw Invalid("operation is a required field");
        return Array.Find(known, name => name.Equals(operation, StringComparison.OrdinalIgnoreCase)) ?? throw Invalid($"operation {operation} is not one of {string.Join(", ", known)}");
    }

    private static UnreadableRequestException Invalid(string message) => new("INVALIDJOB", "InvalidJob : " + message);
}
