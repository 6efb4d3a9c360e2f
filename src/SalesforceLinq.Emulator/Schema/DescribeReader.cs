using System.Text.Json;

namespace SalesforceLinq.Emulator.Schema;

/// <summary>Reads an object from the answer of Salesforce's own <c>…/describe</c>.</summary>
internal sealed class DescribeReader
{
    public ObjectDefinition Read(string json)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(json.TrimStart('\uFEFF'));
            return Read(document.RootElement);
        }
        catch (JsonException error)
        {
            throw new FormatException($"This is no describe answer: it is not valid JSON ({error.Message}).", error);
        }
    }

    private static ObjectDefinition Read(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object || Text(root, "name") is not { Length: > 0 } name
            || !root.TryGetProperty("fields", out JsonElement fields) || fields.ValueKind != JsonValueKind.Array)
        {
            throw new FormatException("This is no describe answer: 'name' and 'fields' are missing. Save what GET …/sobjects/X/describe returns.");
        }
        string label = Text(root, "label") ?? name;
        return new ObjectDefinition(name, label, Text(root, "labelPlural") ?? label + "s", Text(root, "keyPrefix"))
        {
            Abilities = Abilities(root),
            Fields = [.. fields.EnumerateArray().Select(Field)],
            RecordTypes = [.. Items(root, "recordTypeInfos").Select(RecordType)],
            DeclaredChildren = Children(root),
        };
    }

    private static ObjectAbilities Abilities(JsonElement root)
    {
        ObjectAbilities abilities = ObjectAbilities.None;
        foreach (ObjectAbilities ability in Enum.GetValues<ObjectAbilities>())
        {
            string member = JsonNamingPolicy.CamelCase.ConvertName(ability.ToString());
            if (Flag(root, member))
                abilities |= ability;
        }
        return abilities;
    }

    private static FieldSchema Field(JsonElement field)
    {
        string name = Text(field, "name") ?? throw new FormatException("A field of this describe answer has no 'name'.");
        string typeName = Text(field, "type") ?? "string";
        // Types without a column of their own kind (complexvalue, json …) are kept as opaque values.
        FieldType type = FieldTypeNames.TryParse(typeName, out FieldType known) ? known : FieldType.AnyType;
        return new FieldSchema
        {
            Name = name,
            Label = Text(field, "label") ?? name,
            Type = type,
            Length = Number(field, "length"),
            ByteLength = Number(field, "byteLength"),
            Precision = Number(field, "precision"),
            Scale = Number(field, "scale"),
            Digits = Number(field, "digits"),
            Nillable = Flag(field, "nillable"),
            Createable = Flag(field, "createable"),
            Updateable = Flag(field, "updateable"),
            Filterable = Flag(field, "filterable"),
            Sortable = Flag(field, "sortable"),
            Groupable = Flag(field, "groupable"),
            Aggregatable = Flag(field, "aggregatable") || !field.TryGetProperty("aggregatable", out _),
            Unique = Flag(field, "unique"),
            CaseSensitive = Flag(field, "caseSensitive"),
            ExternalId = Flag(field, "externalId"),
            IdLookup = Flag(field, "idLookup"),
            Calculated = Flag(field, "calculated"),
            CalculatedFormula = Text(field, "calculatedFormula"),
            AutoNumber = Flag(field, "autoNumber"),
            DefaultValue = Default(field),
            DefaultedOnCreate = Flag(field, "defaultedOnCreate"),
            ReferenceTo = [.. Items(field, "referenceTo").Select(target => target.GetString() ?? "")],
            RelationshipName = Text(field, "relationshipName"),
            ChildRelationshipName = ChildName(name, type),
            PolymorphicForeignKey = Flag(field, "polymorphicForeignKey"),
            NamePointing = Flag(field, "namePointing"),
            NameField = Flag(field, "nameField"),
            CascadeDelete = Flag(field, "cascadeDelete"),
            RestrictedDelete = Flag(field, "restrictedDelete"),
            RelationshipOrder = field.TryGetProperty("relationshipOrder", out JsonElement order) && order.ValueKind == JsonValueKind.Number ? order.GetInt32() : null,
            RestrictedPicklist = Flag(field, "restrictedPicklist"),
            PicklistValues = [.. Items(field, "picklistValues").Select(Picklist)],
            CompoundFieldName = Text(field, "compoundFieldName"),
            InlineHelpText = Text(field, "inlineHelpText"),
            ExtraTypeInfo = Text(field, "extraTypeInfo"),
            HtmlFormatted = Flag(field, "htmlFormatted"),
            Encrypted = Flag(field, "encrypted"),
            Permissionable = Flag(field, "permissionable"),
            DisplayLocationInDecimal = Flag(field, "displayLocationInDecimal"),
        };
    }

    private static string? ChildName(string field, FieldType type) =>
        type == FieldType.Reference && field.EndsWith("__c", StringComparison.OrdinalIgnoreCase) ? field[..^3] + "s__r" : null;

    private static string? Default(JsonElement field)
    {
        if (!field.TryGetProperty("defaultValue", out JsonElement value))
            return null;
        return value.ValueKind switch
        {
            JsonValueKind.True => "true",
            JsonValueKind.False => "false",
            JsonValueKind.String => value.GetString(),
            JsonValueKind.Number => value.GetRawText(),
            _ => null,
        };
    }

    private static PicklistValue Picklist(JsonElement value)
    {
        string text = Text(value, "value") ?? "";
        return new PicklistValue(text, Text(value, "label") ?? text, Flag(value, "active"), Flag(value, "defaultValue"));
    }

    private static RecordTypeInfo RecordType(JsonElement info)
    {
        string name = Text(info, "name") ?? "";
        return new RecordTypeInfo(Text(info, "recordTypeId"), name, Text(info, "developerName") ?? name, Flag(info, "master"),
            Flag(info, "active"), Flag(info, "available"), Flag(info, "defaultRecordTypeMapping"));
    }

    private static Dictionary<(string, string), DeclaredChild> Children(JsonElement root)
    {
        Dictionary<(string, string), DeclaredChild> children = [];
        foreach (JsonElement child in Items(root, "childRelationships"))
        {
            if (Text(child, "childSObject") is { } name && Text(child, "field") is { } field)
                children[(name, field)] = new DeclaredChild(Text(child, "relationshipName"), Flag(child, "cascadeDelete"), Flag(child, "restrictedDelete"));
        }
        return children;
    }

    private static IEnumerable<JsonElement> Items(JsonElement parent, string member) =>
        parent.TryGetProperty(member, out JsonElement list) && list.ValueKind == JsonValueKind.Array ? list.EnumerateArray() : [];

    private static string? Text(JsonElement parent, string member) =>
        parent.TryGetProperty(member, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static bool Flag(JsonElement parent, string member) =>
        parent.TryGetProperty(member, out JsonElement value) && value.ValueKind == JsonValueKind.True;

    private static int Number(JsonElement parent, string member) =>
        parent.TryGetProperty(member, out JsonElement value) && value.ValueKind == JsonValueKind.Number ? value.GetInt32() : 0;
}
