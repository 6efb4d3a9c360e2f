using System.Text.Json;
using System.Text.Json.Nodes;
using SalesforceLinq.Emulator.Hosting.Calls;
using SalesforceLinq.Emulator.Rules;
using SalesforceLinq.Emulator.Schema;

namespace SalesforceLinq.Emulator.Hosting.Endpoints;

/// <summary>Records with their children, created level by level, all or none.</summary>
internal sealed class TreeEndpoint(OrgServices org)
{
    private const int MostRecords = 200;
    private const int MostLevels = 5;
    private const int MostObjects = 5;

    public void Map(Router router) => router.Map("POST", "composite/tree/{object}", CreateAsync);

    private async ValueTask<Answer> CreateAsync(Call call)
    {
        if (org.Schema.Find(call["object"]) is not { } schema)
            return Answer.NotFound();
        using JsonDocument body = call.JsonObject();
        List<Node> level = Read(schema, body.RootElement, parent: null, via: null);
        if (level.Count == 0)
            return Answer.Error(400, "REQUIRED_FIELD_MISSING", "At least 1 record is required");
        List<Node> nodes = [];
        for (int depth = 1; level.Count > 0; depth++)
        {
            if (depth > MostLevels)
                return Answer.Error(400, "LIMIT_EXCEEDED", $"A tree has at most {MostLevels} levels.");
            nodes.AddRange(level);
            level = [.. level.SelectMany(node => node.Children)];
        }
        if (nodes.Count > MostRecords)
            return Answer.Error(400, "LIMIT_EXCEEDED", $"A tree request can contain at most {MostRecords} records.");
        if (nodes.Select(node => node.Schema.Name).Distinct(StringComparer.Ordinal).Count() > MostObjects)
            return Answer.Error(400, "LIMIT_EXCEEDED", $"A tree request can contain at most {MostObjects} kinds of objects.");
        if (Unnamed(nodes) is { } unnamed)
            return unnamed;
        return await org.WriteAsync(call, context => Write(context, nodes)).ConfigureAwait(false);
    }

    // Results are told apart by their reference ids alone.
    private static Answer? Unnamed(List<Node> nodes)
    {
        HashSet<string> names = new(StringComparer.Ordinal);
        foreach (Node node in nodes)
        {
            string? wrong = node.ReferenceId.Length == 0 ? "Include a reference ID for each record in the request."
                : !names.Add(node.ReferenceId) ? "Duplicate ReferenceId provided in the request."
                : null;
            if (wrong is not null)
                return Result(400, hasErrors: true, [(node.ReferenceId, null, [new RecordError("INVALID_INPUT", wrong, [])])]);
        }
        return null;
    }

    private Answer Write(WriteContext context, List<Node> nodes)
    {
        string mark = context.Lease.Mark();
        foreach (Node node in nodes)
        {
            if (node is { Parent.Id: { } parentId, Via: { } via })
                node.Input.Values.Add((via, parentId));
            WriteOutcome outcome = org.Writer.Insert(context, node.Schema, node.Input);
            if (!outcome.Success)
            {
                context.Lease.RollBackTo(mark);
                return Result(400, hasErrors: true, [(node.ReferenceId, null, outcome.Errors)]);
            }
            node.Id = outcome.Id;
        }
        context.Lease.Release(mark);
        return Result(201, hasErrors: false, [.. nodes.Select(node => (node.ReferenceId, node.Id, (IReadOnlyList<RecordError>)[]))]);
    }

    private static Answer Result(int status, bool hasErrors, List<(string Reference, string? Id, IReadOnlyList<RecordError> Errors)> results) =>
        Answer.Json(status, writer =>
        {
            writer.WriteStartObject();
            writer.WriteBoolean("hasErrors", hasErrors);
            writer.WriteStartArray("results");
            foreach ((string reference, string? id, IReadOnlyList<RecordError> errors) in results)
            {
                writer.WriteStartObject();
                writer.WriteString("referenceId", reference);
                if (id is not null)
                    writer.WriteString("id", id);
                else
                    CollectionEndpoints.Errors(writer, errors);
                writer.WriteEndObject();
            }
            writer.WriteEndArray();
            writer.WriteEndObject();
        });

    private List<Node> Read(ObjectSchema schema, JsonElement holder, Node? parent, FieldSchema? via)
    {
        if (holder.ValueKind != JsonValueKind.Object || !holder.TryGetProperty("records", out JsonElement records) || records.ValueKind != JsonValueKind.Array)
            return [];
        List<Node> nodes = [];
        foreach (JsonElement record in records.EnumerateArray())
        {
            JsonObject own = record.ValueKind == JsonValueKind.Object
                ? JsonObject.Create(record)!
                : throw new UnreadableRequestException("JSON_PARSER_ERROR", "A record of a tree is a JSON object");
            List<(ChildRelationship Relationship, JsonElement Value)> children = [];
            foreach (JsonProperty member in record.EnumerateObject())
            {
                if (member.Value.ValueKind == JsonValueKind.Object && schema.FindChildRelationship(member.Name) is { } relationship)
                {
                    children.Add((relationship, member.Value));
                    own.Remove(member.Name);
                }
            }
            string reference = record.TryGetProperty("attributes", out JsonElement attributes) && attributes.ValueKind == JsonValueKind.Object
                && attributes.TryGetProperty("referenceId", out JsonElement given) ? given.ToString() : "";
            using JsonDocument plain = JsonDocument.Parse(own.ToJsonString());
            Node node = new(schema, reference, org.Reader.Read(schema, plain.RootElement), parent, via);
            foreach ((ChildRelationship relationship, JsonElement value) in children)
                node.Children.AddRange(Read(relationship.ChildObject, value, node, relationship.Field));
            nodes.Add(node);
        }
        return nodes;
    }

    private sealed class Node(ObjectSchema schema, string referenceId, RecordInput input, Node? parent, FieldSchema? via)
    {
        public ObjectSchema Schema { get; } = schema;

        public string ReferenceId { get; } = referenceId;

        public RecordInput Input { get; } = input;

        public Node? Parent { get; } = parent;

        public FieldSchema? Via { get; } = via;

        public List<Node> Children { get; } = [];

        public string? Id { get; set; }
    }
}
