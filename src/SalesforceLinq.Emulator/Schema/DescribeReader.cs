using System.Text.Json;

namespace SalesforceLinq.Emulator.Schema;

/// <summary>Reads objects from the answers of Salesforce's own describe resources.</summary>
internal sealed class DescribeReader
{
    private const string WhatToSave = "Save what GET …/sobjects/X/describe (one object) or GET …/sobjects (all of them) returns.";

    /// <summary>Reads an object's describe, or what the global describe tells of each object.</summary>
    /// <exception cref="FormatException">The text is neither.</exception>
    public DescribeAnswer Read(string json)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(json.TrimStart('\uFEFF'));
            JsonElement root = document.RootElement;
            if (root.ValueKind == JsonValueKind.Object && root.TryGetProperty("sobjects", out JsonElement all) && all.ValueKind == JsonValueKind.Array)
                return new DescribeAnswer(null, [.. all.EnumerateArray().Select(Summary)]);
            return new DescribeAnswer(Object(root), []);
        }
        catch (JsonException error)
        {
            throw new FormatException($"This is no describe answer: it is not valid JSON ({error.Message}). {WhatToSave}", error);
        }
    }

    private static ObjectDefinition Object(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object || root.Text("name") is null
            || !root.TryGetProperty("fields", out JsonElement fields) || fields.ValueKind != JsonValueKind.Array)
        {
            throw new FormatException($"This is no describe answer: 'name' and 'fields' are missing. {WhatToSave}");
        }
        List<FieldSchema> known = [.. fields.EnumerateArray().Select(FieldDescribeReader.Read)];
        if (!known.Exists(field => field.Name.Equals("Id", StringComparison.OrdinalIgnoreCase)))
            known.Insert(0, FieldDefaults.Create("Id", "Record ID", FieldType.Id));
        return Summary(root) with
        {
            Fields = known,
            RecordTypes = [.. root.Items("recordTypeInfos").Select(RecordType)],
            Scopes = root.TryGetProperty("supportedScopes", out _) ? [.. root.Items("supportedScopes").Select(Scope)] : null,
            DeclaredChildren = Children(root),
        };
    }

    /// <summary>What both describes tell of an object: names and flags.</summary>
    private static ObjectDefinition Summary(JsonElement root)
    {
        string name = root.Text("name") is { Length: > 0 } given ? given : throw new FormatException("An object of this describe answer has no 'name'.");
        string label = root.Text("label") ?? name;
        return new ObjectDefinition(name, label, root.Text("labelPlural") ?? label + "s", root.Text("keyPrefix")) { Abilities = Abilities(root) };
    }

    private static ObjectAbilities Abilities(JsonElement root)
    {
        ObjectAbilities abilities = ObjectAbilities.None;
        foreach (ObjectAbilities ability in Enum.GetValues<ObjectAbilities>())
        {
            if (root.Flag(JsonNamingPolicy.CamelCase.ConvertName(ability.ToString())))
                abilities |= ability;
        }
        return abilities;
    }

    private static ScopeInfo Scope(JsonElement scope)
    {
        string name = scope.Text("name") ?? "";
        return new ScopeInfo(scope.Text("label") ?? name, name);
    }

    private static RecordTypeInfo RecordType(JsonElement info)
    {
        string name = info.Text("name") ?? "";
        return new RecordTypeInfo(info.Text("recordTypeId"), name, info.Text("developerName") ?? name, info.Flag("master"),
            info.Flag("active"), info.Flag("available"), info.Flag("defaultRecordTypeMapping"));
    }

    private static Dictionary<(string, string), DeclaredChild> Children(JsonElement root)
    {
        Dictionary<(string, string), DeclaredChild> children = [];
        foreach (JsonElement child in root.Items("childRelationships"))
        {
            if (child.Text("childSObject") is { } name && child.Text("field") is { } field)
                children[(name, field)] = new DeclaredChild(child.Text("relationshipName"), child.Flag("cascadeDelete"), child.Flag("restrictedDelete"));
        }
        return children;
    }
}

/// <summary>What a describe answer held: one whole object, or the names and flags of many.</summary>
internal sealed record DescribeAnswer(ObjectDefinition? Object, IReadOnlyList<ObjectDefinition> Summaries);
