using SalesforceLinq.Emulator.Schema;

namespace SalesforceLinq.Emulator;

/// <summary>Declares the fields of an object of an emulated org.</summary>
/// <remarks>Lengths are in characters. Field names of custom fields end with <c>__c</c>. Every method answers the builder itself.</remarks>
public sealed class SObjectBuilder
{
    private readonly List<FieldSchema> _fields;
    private ObjectDefinition _definition;

    private SObjectBuilder(ObjectDefinition definition)
    {
        _definition = definition;
        _fields = [.. definition.Fields];
    }

    internal static SObjectBuilder ForCustomObject(string name)
    {
        string label = CompactField.LabelOf(name);
        CompactSchemaReader reader = new();
        reader.Read($"object {name} - \"{label}\" \"{label}s\"\nOwnerId reference Group,User required defaulted\n@deleted\nName string 80 name\n@system\n@viewed");
        ObjectDefinition definition = reader.Objects[0];
        return new SObjectBuilder(definition with { KeyPrefix = null, Abilities = ObjectAbilities.Ordinary });
    }

    internal static SObjectBuilder ForKnownObject(ObjectDefinition definition) => new(definition);

    internal ObjectDefinition Build() => _definition with { Fields = [.. _fields] };

    /// <summary>What people call one record and many of them.</summary>
    public SObjectBuilder Labels(string singular, string plural)
    {
        _definition = _definition with { Label = singular, LabelPlural = plural };
        return this;
    }

    /// <summary>The three characters all ids of the object begin with; by default handed out in order from <c>a00</c>.</summary>
    /// <exception cref="ArgumentException">Not exactly three letters or digits.</exception>
    public SObjectBuilder KeyPrefix(string prefix)
    {
        if (prefix is not { Length: 3 } || !prefix.All(char.IsAsciiLetterOrDigit))
            throw new ArgumentException($"A key prefix is three letters or digits, such as 'a0B', and not '{prefix}'.", nameof(prefix));
        _definition = _definition with { KeyPrefix = prefix };
        return this;
    }

    /// <summary>Makes <c>Name</c> an auto-number such as <c>INV-{0000}</c> in place of a text.</summary>
    public SObjectBuilder AutoNumberName(string displayFormat)
    {
        int index = _fields.FindIndex(field => field.NameField);
        _fields[index] = Numbered(_fields[index], displayFormat);
        return this;
    }

    /// <summary>
    /// A duplicate rule: a record that agrees with another one in all these fields, whatever their case, is refused with <c>DUPLICATES_DETECTED</c>, unless
    /// the request says <c>Sforce-Duplicate-Rule-Header: allowSave=true</c>. Records in which one of the fields is empty are nobody's duplicates.
    /// </summary>
    /// <exception cref="ArgumentException">No field is named, or the object has none of that name.</exception>
    public SObjectBuilder DuplicateRule(params string[] fields)
    {
        ArgumentNullException.ThrowIfNull(fields);
        if (fields.Length == 0)
            throw new ArgumentException("A duplicate rule compares at least one field.", nameof(fields));
        if (Array.Find(fields, name => !_fields.Exists(field => string.Equals(field.Name, name, StringComparison.OrdinalIgnoreCase))) is { } unknown)
            throw new ArgumentException($"'{_definition.Name}' has no field '{unknown}'. Declare it before the rule.", nameof(fields));
        _definition = _definition with { DuplicateRules = [.. _definition.DuplicateRules, fields] };
        return this;
    }

    /// <summary>A text of at most <paramref name="length"/> characters (1 to 255).</summary>
    public SObjectBuilder Text(string name, int length = 255, bool required = false, bool externalId = false, bool unique = false,
        bool caseSensitive = false, string? defaultValue = null) => Add(Make(name, FieldType.String, length) with
        {
            Nillable = !required,
            ExternalId = externalId,
            IdLookup = externalId,
            Unique = unique,
            CaseSensitive = caseSensitive,
            DefaultValue = defaultValue,
            DefaultedOnCreate = defaultValue is not null,
        });

    /// <summary>A text of several lines. Above 255 characters SOQL can neither filter nor sort by it.</summary>
    public SObjectBuilder TextArea(string name, int length = 255, bool required = false) =>
        Add(Make(name, FieldType.TextArea, length) with { Nillable = !required });

    /// <summary>A formatted text; SOQL can neither filter nor sort by it.</summary>
    public SObjectBuilder RichText(string name, int length = 32768) =>
        Add(Make(name, FieldType.TextArea, length) with { HtmlFormatted = true, ExtraTypeInfo = "richtextarea" });

    /// <summary>A number of <paramref name="precision"/> digits in all, <paramref name="scale"/> of them behind the point.</summary>
    public SObjectBuilder Number(string name, int precision = 18, int scale = 0, bool required = false, bool externalId = false, bool unique = false) =>
        Add(FieldDefaults.Create(name, CompactField.LabelOf(name), FieldType.Double, 0, precision, scale) with
        {
            Nillable = !required,
            ExternalId = externalId,
            IdLookup = externalId,
            Unique = unique,
        });

    /// <summary>An amount of money.</summary>
    public SObjectBuilder Currency(string name, int precision = 18, int scale = 2, bool required = false) =>
        Add(FieldDefaults.Create(name, CompactField.LabelOf(name), FieldType.Currency, 0, precision, scale) with { Nillable = !required });

    /// <summary>A percentage; 12.5 means 12.5 %.</summary>
    public SObjectBuilder Percent(string name, int precision = 18, int scale = 2, bool required = false) =>
        Add(FieldDefaults.Create(name, CompactField.LabelOf(name), FieldType.Percent, 0, precision, scale) with { Nillable = !required });

    /// <summary>Yes or no; never null.</summary>
    public SObjectBuilder Checkbox(string name, bool defaultValue = false) =>
        Add(Make(name, FieldType.Boolean) with { DefaultValue = defaultValue ? "true" : "false" });

    /// <summary>A day.</summary>
    public SObjectBuilder Date(string name, bool required = false) => Add(Make(name, FieldType.Date) with { Nillable = !required });

    /// <summary>A moment, to the second.</summary>
    public SObjectBuilder DateTime(string name, bool required = false) => Add(Make(name, FieldType.DateTime) with { Nillable = !required });

    /// <summary>A time of day.</summary>
    public SObjectBuilder Time(string name, bool required = false) => Add(Make(name, FieldType.Time) with { Nillable = !required });

    /// <summary>An e-mail address of at most 80 characters.</summary>
    public SObjectBuilder Email(string name, bool required = false, bool externalId = false, bool unique = false) =>
        Add(Make(name, FieldType.Email, 80) with { Nillable = !required, ExternalId = externalId, IdLookup = externalId, Unique = unique });

    /// <summary>A telephone number of at most 40 characters.</summary>
    public SObjectBuilder Phone(string name, bool required = false) => Add(Make(name, FieldType.Phone, 40) with { Nillable = !required });

    /// <summary>A web address of at most 255 characters.</summary>
    public SObjectBuilder Url(string name, bool required = false) => Add(Make(name, FieldType.Url, 255) with { Nillable = !required });

    /// <summary>One of a list of values.</summary>
    /// <param name="name">API name of the field.</param>
    /// <param name="values">The values, in setup order, which is also the sort order.</param>
    /// <param name="restricted">Whether other values are refused.</param>
    /// <param name="required">Whether a value must be given.</param>
    /// <param name="defaultValue">Value of a new record that gives none.</param>
    public SObjectBuilder Picklist(string name, IEnumerable<string> values, bool restricted = true, bool required = false, string? defaultValue = null) =>
        Add(Make(name, FieldType.Picklist, 255) with
        {
            Nillable = !required,
            RestrictedPicklist = restricted,
            PicklistValues = Values(values, defaultValue),
            DefaultValue = defaultValue,
            DefaultedOnCreate = defaultValue is not null,
        });

    /// <summary>Any number of a list of values.</summary>
    public SObjectBuilder MultiPicklist(string name, IEnumerable<string> values, bool restricted = true, bool required = false) =>
        Add(Make(name, FieldType.MultiPicklist, 4099) with { Nillable = !required, RestrictedPicklist = restricted, PicklistValues = Values(values, null) });

    /// <summary>A reference that may be empty and is emptied when its target is deleted.</summary>
    /// <param name="name">API name of the field, such as <c>Customer__c</c>.</param>
    /// <param name="target">The object it points to.</param>
    /// <param name="childRelationship">What a subquery of the target calls these records, without <c>__r</c>; default the object's plural.</param>
    /// <param name="required">Whether a value must be given; then the target cannot be deleted.</param>
    public SObjectBuilder Lookup(string name, string target, string? childRelationship = null, bool required = false) =>
        Add(Reference(name, target, childRelationship) with { Nillable = !required, RestrictedDelete = required });

    /// <summary>A reference that is required, and whose record is deleted with its target.</summary>
    public SObjectBuilder MasterDetail(string name, string target, string? childRelationship = null)
    {
        _fields.RemoveAll(field => field.Name == "OwnerId");
        int order = _fields.Count(field => field.RelationshipOrder is not null);
        return Add(Reference(name, target, childRelationship) with
        {
            Nillable = false,
            Updateable = false,
            CascadeDelete = true,
            RelationshipOrder = order,
        });
    }

    /// <summary>A number the org hands out, such as <c>INV-{0000}</c>.</summary>
    public SObjectBuilder AutoNumber(string name, string displayFormat, bool externalId = false) =>
        Add(Numbered(Make(name, FieldType.String, 30), displayFormat) with { ExternalId = externalId, IdLookup = externalId });

    /// <summary>A place: the parts are <c>…__Latitude__s</c> and <c>…__Longitude__s</c>.</summary>
    public SObjectBuilder Geolocation(string name)
    {
        string stem = name.EndsWith("__c", StringComparison.OrdinalIgnoreCase) ? name[..^3] : name;
        string label = CompactField.LabelOf(name);
        Add(FieldDefaults.Create($"{stem}__Latitude__s", $"{label} (Latitude)", FieldType.Double, 0, 9, 6) with { CompoundFieldName = name });
        Add(FieldDefaults.Create($"{stem}__Longitude__s", $"{label} (Longitude)", FieldType.Double, 0, 9, 6) with { CompoundFieldName = name });
        return Add(Make(name, FieldType.Location));
    }

    /// <summary>A value the org computes: read-only for clients. The emulated org evaluates no formula texts: without a delegate the value stays empty (a boolean: false).</summary>
    /// <param name="name">API name of the field.</param>
    /// <param name="type">Describe's name of the result's type: <c>string</c>, <c>double</c>, <c>currency</c>, <c>boolean</c>, <c>date</c> …</param>
    /// <exception cref="ArgumentException">No such type.</exception>
    /// <param name="compute">
    /// Computes the value whenever the record is saved, from its other values by API name: text, <see cref="double"/> and <see cref="bool"/>; dates and ids are text as on the wire.
    /// What it answers is stored if it fits the type, else the value is null. Parents cannot be reached.
    /// </param>
    public SObjectBuilder Formula(string name, string type, Func<IReadOnlyDictionary<string, object?>, object?>? compute = null)
    {
        if (!FieldTypeNames.TryParse(type, out FieldType known))
            throw new ArgumentException($"'{type}' is no field type of describe; write for example 'string', 'double' or 'date'.", nameof(type));
        FieldSchema field = known is FieldType.Double or FieldType.Currency or FieldType.Percent
            ? FieldDefaults.Create(name, CompactField.LabelOf(name), known, 0, 18, 2)
            : Make(name, known, known == FieldType.String ? 1300 : 0);
        return Add(field with { Calculated = true, Createable = false, Updateable = false, Groupable = known is FieldType.Date or FieldType.Boolean, Compute = compute });
    }

    /// <summary>A roll-up summary of the records that refer to this one: read-only for clients, and always up to date.</summary>
    /// <param name="name">API name of the field.</param>
    /// <param name="function">What is made of them.</param>
    /// <param name="childObject">Their object, such as <c>Line__c</c>.</param>
    /// <param name="reference">Their field that refers to this object, such as <c>Invoice__c</c>.</param>
    /// <param name="field">Their field that is summed up; not needed to count records.</param>
    /// <param name="scale">Decimal places of the result.</param>
    /// <exception cref="ArgumentException">A function other than <see cref="RollUpFunction.Count"/> has no field.</exception>
    public SObjectBuilder RollUp(string name, RollUpFunction function, string childObject, string reference, string? field = null, int scale = 2)
    {
        if (field is null && function != RollUpFunction.Count)
            throw new ArgumentException($"The roll-up '{name}' needs the field that is summed up; only Count can do without.", nameof(field));
        return Add(FieldDefaults.Create(name, CompactField.LabelOf(name), FieldType.Double, 0, 18, function == RollUpFunction.Count ? 0 : scale) with
        {
            Calculated = true,
            Createable = false,
            Updateable = false,
            Summary = new RollUpSummary(childObject, reference, function, field),
        });
    }

    private SObjectBuilder Add(FieldSchema field)
    {
        if (_fields.Exists(known => string.Equals(known.Name, field.Name, StringComparison.OrdinalIgnoreCase)))
            throw new ArgumentException($"'{_definition.Name}' has the field '{field.Name}' already.", nameof(field));
        _fields.Add(field with { Permissionable = true });
        return this;
    }

    private static FieldSchema Make(string name, FieldType type, int length = 0)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        return FieldDefaults.Create(name, CompactField.LabelOf(name), type, length);
    }

    private FieldSchema Reference(string name, string target, string? childRelationship) => Make(name, FieldType.Reference) with
    {
        ReferenceTo = [target],
        RelationshipName = CompactField.RelationshipName(name),
        ChildRelationshipName = (childRelationship ?? _definition.LabelPlural.Replace(" ", "_", StringComparison.Ordinal)) + "__r",
    };

    private static FieldSchema Numbered(FieldSchema field, string displayFormat) => field with
    {
        AutoNumber = true,
        DisplayFormat = displayFormat,
        Nillable = false,
        Createable = false,
        Updateable = false,
        DefaultedOnCreate = true,
        Length = 30,
    };

    private static IReadOnlyList<PicklistValue> Values(IEnumerable<string> values, string? defaultValue) =>
        [.. values.Select(value => new PicklistValue(value, value, Active: true, value == defaultValue))];
}
