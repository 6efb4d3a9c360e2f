using System.Text;

namespace SalesforceLinq.Emulator.Schema;

/// <summary>Reads objects from a compact text: a line an object, a line a field, with only what differs from the type's defaults.</summary>
/// <remarks>
/// <c>object Account 001 "Account" "Accounts" -mru</c> · <c>Name string 255 required name "Account Name"</c> ·
/// <c>ParentId reference Account kids=ChildAccounts</c> · <c>Rating picklist 40 | Hot; Warm; Cold</c> · <c>list Rating | Hot; Warm</c> ·
/// macros <c>@system @person @address Billing "Bill To"</c>, and <c>@flag Name "Label"</c> for a preference of a user, which can only be filtered by.
/// </remarks>
internal sealed class CompactSchemaReader
{
    private readonly Dictionary<string, IReadOnlyList<PicklistValue>> _lists = new(StringComparer.Ordinal);
    private readonly List<ObjectDefinition> _objects = [];
    private readonly List<FieldSchema> _fields = [];
    private ObjectDefinition? _current;

    public IReadOnlyList<ObjectDefinition> Objects
    {
        get
        {
            Finish();
            return _objects;
        }
    }

    public void Read(string text)
    {
        foreach (string raw in text.Split('\n'))
        {
            string line = raw.Trim();
            if (line.Length == 0 || line[0] == '#')
                continue;
            (string head, string? values) = line.IndexOf('|', StringComparison.Ordinal) is int bar and >= 0
                ? (line[..bar], line[(bar + 1)..])
                : (line, null);
            List<string> words = Words(head);
            switch (words[0])
            {
                case "list":
                    _lists[words[1]] = Values(values!);
                    break;
                case "object":
                    Finish();
                    _current = Object(words);
                    break;
                default:
                    if (words[0][0] == '@')
                        Macro(words);
                    else
                        Put(new CompactField(words, values is null ? [] : Values(values)).Build());
                    break;
            }
        }
    }

    private void Finish()
    {
        if (_current is not null)
            _objects.Add(_current with { Fields = [.. _fields] });
        _current = null;
        _fields.Clear();
    }

    private ObjectDefinition Object(List<string> words)
    {
        string label = words[3].Trim('"');
        ObjectAbilities abilities = ObjectAbilities.Ordinary | ObjectAbilities.FeedEnabled | ObjectAbilities.Mergeable;
        foreach (string word in words.Skip(5))
        {
            ObjectAbilities ability = Enum.Parse<ObjectAbilities>(word[1..], ignoreCase: true);
            abilities = word[0] == '-' ? abilities & ~ability : abilities | ability;
        }
        Add($"Id id \"{label} ID\"");
        return new ObjectDefinition(words[1], label, words[4].Trim('"'), words[2]) { Abilities = abilities };
    }

    private void Macro(List<string> words)
    {
        switch (words[0])
        {
            case "@deleted":
                Add("IsDeleted boolean readonly \"Deleted\"");
                break;
            case "@system":
                Add("CreatedDate datetime required readonly defaulted");
                Add("CreatedById reference User required readonly defaulted \"Created By ID\"");
                Add("LastModifiedDate datetime required readonly defaulted");
                Add("LastModifiedById reference User required readonly defaulted \"Last Modified By ID\"");
                Add("SystemModstamp datetime required readonly defaulted \"System Modstamp\"");
                break;
            case "@viewed":
                Add("LastViewedDate datetime readonly");
                Add("LastReferencedDate datetime readonly");
                break;
            case "@person":
                Add("LastName string 80 required compound=Name extra=personname");
                Add("FirstName string 40 compound=Name extra=personname");
                if (words.Count > 1)
                    Add("Salutation picklist 40 compound=Name extra=personname | @Salutation");
                Add("Name string 121 required readonly name extra=personname \"Full Name\"");
                break;
            case "@flag":
                Add($"{words[1]} boolean flag {words[2]}");
                break;
            case "@address":
                string kind = words.ElementAtOrDefault(1) ?? "";
                Address(kind, words.ElementAtOrDefault(2)?.Trim('"') ?? kind);
                break;
            default:
                throw new FormatException($"'{words[0]}' is no macro of the compact schema.");
        }
    }

    private void Address(string kind, string label)
    {
        Part("Street", "textarea 255", "Street");
        Part("City", "string 40", "City");
        Part("State", "string 80", "State/Province");
        Part("PostalCode", "string 20", "Zip/Postal Code");
        Part("Country", "string 80", "Country");
        Part("Latitude", "double 18,15", "Latitude");
        Part("Longitude", "double 18,15", "Longitude");
        Part("GeocodeAccuracy", "picklist 40 restricted", "Geocode Accuracy", " | @GeocodeAccuracy");
        Add($"{kind}Address address readonly permissionable \"{(label == kind ? $"{label} Address".Trim() : label)}\"");

        void Part(string name, string type, string partLabel, string values = "") =>
            Add($"{kind}{name} {type} compound={kind}Address permissionable \"{$"{label} {partLabel}".Trim()}\"{values}");
    }

    private void Add(string line)
    {
        int bar = line.IndexOf('|', StringComparison.Ordinal);
        Put(bar < 0
            ? new CompactField(Words(line), []).Build()
            : new CompactField(Words(line[..bar]), Values(line[(bar + 1)..])).Build());
    }

    /// <summary>Adds a field; one that a macro made before is replaced by the line that says it better.</summary>
    private void Put(FieldSchema field)
    {
        int index = _fields.FindIndex(known => known.Name == field.Name);
        if (index >= 0)
            _fields[index] = field;
        else
            _fields.Add(field);
    }

    private IReadOnlyList<PicklistValue> Values(string text)
    {
        string trimmed = text.Trim();
        if (trimmed.StartsWith('@'))
            return _lists[trimmed[1..]];
        return [.. trimmed.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(Value)];
    }

    private static PicklistValue Value(string text)
    {
        bool isDefault = text[0] == '*';
        string[] sides = (isDefault ? text[1..] : text).Split('=', 2);
        return new PicklistValue(sides[0], sides[^1], Active: true, isDefault);
    }

    private static List<string> Words(string line)
    {
        List<string> words = [];
        StringBuilder word = new();
        bool quoted = false;
        foreach (char character in line)
        {
            quoted ^= character == '"';
            if (character == ' ' && !quoted)
            {
                if (word.Length > 0)
                    words.Add(word.ToString());
                word.Clear();
            }
            else
            {
                word.Append(character);
            }
        }
        if (word.Length > 0)
            words.Add(word.ToString());
        return words;
    }
}
