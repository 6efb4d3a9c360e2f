using System.Globalization;
using System.Text.RegularExpressions;

namespace SalesforceLinq.Emulator.Schema;

/// <summary>One field line of the compact text, word by word.</summary>
internal sealed partial class CompactField(List<string> words, IReadOnlyList<PicklistValue> values)
{
    public FieldSchema Build()
    {
        string name = words[0];
        if (!FieldTypeNames.TryParse(words[1], out FieldType type))
            throw new FormatException($"The field '{name}' has the unknown type '{words[1]}'.");
        (int length, int precision, int scale, string[] targets) = Size(type);
        string label = words.FirstOrDefault(word => word[0] == '"')?.Trim('"') ?? LabelOf(name);
        FieldSchema field = FieldDefaults.Create(name, label, type, length, precision, scale) with
        {
            ReferenceTo = targets,
            RelationshipName = targets.Length > 0 ? RelationshipName(name) : null,
            SearchPrefilterable = type == FieldType.Reference && name is not ("OwnerId" or "CreatedById" or "LastModifiedById" or "MasterRecordId" or "RecordTypeId"),
            PolymorphicForeignKey = targets.Length > 1,
            NamePointing = targets.Length > 1,
            PicklistValues = values,
            DefaultValue = values.FirstOrDefault(value => value.DefaultValue)?.Value ?? (type == FieldType.Boolean ? "false" : null),
        };
        foreach (string word in words.Skip(2))
            field = Apply(field, word);
        return field;
    }

    public static string LabelOf(string name)
    {
        string stem = name.EndsWith("__c", StringComparison.OrdinalIgnoreCase) ? name[..^3].Replace('_', ' ') : name;
        string spaced = WordStart().Replace(stem, " ");
        return spaced.EndsWith(" Id", StringComparison.Ordinal) ? spaced[..^3] + " ID" : spaced;
    }

    public static string? RelationshipName(string field)
    {
        if (field.EndsWith("__c", StringComparison.OrdinalIgnoreCase))
            return field[..^1] + "r";
        return field.EndsWith("Id", StringComparison.Ordinal) && field.Length > 2 ? field[..^2] : null;
    }

    private (int Length, int Precision, int Scale, string[] Targets) Size(FieldType type)
    {
        if (words.Count < 3)
            return (0, 0, 0, []);
        if (type == FieldType.Reference)
            return (18, 0, 0, words[2] == "-" ? [] : words[2].Split(','));
        string[] numbers = words[2].Split(',');
        if (!int.TryParse(numbers[0], NumberStyles.None, CultureInfo.InvariantCulture, out int first))
            return (0, 0, 0, []);
        return numbers.Length == 2 ? (0, first, int.Parse(numbers[1], CultureInfo.InvariantCulture), []) : (first, 0, 0, []);
    }

    private static FieldSchema Apply(FieldSchema field, string word)
    {
        string[] pair = word.Split('=', 2);
        return pair[0] switch
        {
            "required" => field with { Nillable = false },
            "name" => field with { NameField = true },
            "readonly" => field with { Createable = false, Updateable = false },
            "createonly" => field with { Updateable = false },
            "updateonly" => field with { Createable = false },
            "defaulted" => field with { DefaultedOnCreate = true },
            "restricted" => field with { RestrictedPicklist = true },
            "external" => field with { ExternalId = true, IdLookup = true },
            "idlookup" => field with { IdLookup = true },
            "unique" => field with { Unique = true },
            "casesensitive" => field with { CaseSensitive = true },
            "calculated" => field with { Calculated = true, Createable = false, Updateable = false },
            "autonumber" => field with { AutoNumber = true, Createable = false, Updateable = false, Nillable = false, DefaultedOnCreate = true, DisplayFormat = pair[1] },
            "rollup" => field with { Summary = RollUpSummary.Parse(pair[1]), Createable = false, Updateable = false },
            "cascade" => field with { CascadeDelete = true },
            "restrict" => field with { RestrictedDelete = true },
            "permissionable" => field with { Permissionable = true },
            "noprefilter" => field with { SearchPrefilterable = false },
            "polymorphic" => field with { PolymorphicForeignKey = true, NamePointing = true },
            "plainpointing" => field with { NamePointing = false },
            "flag" => field with { Sortable = false, Groupable = false, DefaultedOnCreate = false },
            "sort" => field with { Sortable = true },
            "aggregate" => field with { Aggregatable = true },
            "bytes" => field with { ByteLength = int.Parse(pair[1], CultureInfo.InvariantCulture) },
            "filter" => field with { Filterable = true },
            "nofilter" => field with { Filterable = false },
            "nosort" => field with { Sortable = false },
            "nogroup" => field with { Groupable = false },
            "noaggregate" => field with { Aggregatable = false },
            "nillable" => field with { Nillable = true },
            "true" => field with { DefaultValue = "true" },
            "as" => field with { RelationshipName = pair[1] == "-" ? null : pair[1] },
            "kids" => field with { ChildRelationshipName = pair[1] },
            "compound" => field with { CompoundFieldName = pair[1] },
            "extra" => field with { ExtraTypeInfo = pair[1] },
            "default" => field with { DefaultValue = pair[1], DefaultedOnCreate = true },
            _ when word[0] == '"' || char.IsDigit(word[0]) || field.Type == FieldType.Reference && (word == "-" || field.ReferenceTo.SequenceEqual(word.Split(','))) => field,
            _ => throw new FormatException($"The field '{field.Name}' has the unknown mark '{word}'."),
        };
    }

    [GeneratedRegex("(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")]
    private static partial Regex WordStart();
}
