namespace SalesforceLinq.Emulator.Schema;

/// <summary>A field, in describe's own terms.</summary>
internal sealed record FieldSchema
{
    private readonly bool? _custom;

    public required string Name { get; init; }

    public required string Label { get; init; }

    public required FieldType Type { get; init; }

    /// <summary>Place among the fields of its object, from 0.</summary>
    public int Ordinal { get; init; }

    public int Length { get; init; }

    public int ByteLength { get; init; }

    public int Precision { get; init; }

    public int Scale { get; init; }

    public int Digits { get; init; }

    public bool Nillable { get; init; } = true;

    public bool Createable { get; init; } = true;

    public bool Updateable { get; init; } = true;

    public bool Filterable { get; init; } = true;

    public bool Sortable { get; init; } = true;

    public bool Groupable { get; init; } = true;

    public bool Aggregatable { get; init; } = true;

    public bool Unique { get; init; }

    public bool CaseSensitive { get; init; }

    public bool ExternalId { get; init; }

    public bool IdLookup { get; init; }

    public bool Calculated { get; init; }

    public string? CalculatedFormula { get; init; }

    /// <summary>Computes a formula's value from the record's other values; <see langword="null"/> where nothing does.</summary>
    public Func<IReadOnlyDictionary<string, object?>, object?>? Compute { get; init; }

    /// <summary>What the field sums up, if it is a roll-up.</summary>
    public RollUpSummary? Summary { get; init; }

    public bool AutoNumber { get; init; }

    /// <summary>How an auto-number is written, such as <c>INV-{0000}</c>.</summary>
    public string? DisplayFormat { get; init; }

    /// <summary>Default in wire form, <see langword="null"/> for none.</summary>
    public string? DefaultValue { get; init; }

    public bool DefaultedOnCreate { get; init; }

    /// <summary>Objects a reference may point to. May name one that the schema does not have.</summary>
    public IReadOnlyList<string> ReferenceTo { get; init; } = [];

    public string? RelationshipName { get; init; }

    /// <summary>What the parents call this reference; <see langword="null"/> where no subquery is possible.</summary>
    public string? ChildRelationshipName { get; init; }

    public bool PolymorphicForeignKey { get; init; }

    public bool NamePointing { get; init; }

    public bool NameField { get; init; }

    public bool CascadeDelete { get; init; }

    public bool RestrictedDelete { get; init; }

    /// <summary>Place of a master-detail relation: 0 primary, 1 secondary; <see langword="null"/> for a lookup.</summary>
    public int? RelationshipOrder { get; init; }

    public bool RestrictedPicklist { get; init; }

    public IReadOnlyList<PicklistValue> PicklistValues { get; init; } = [];

    /// <summary>The compound field this one is a part of, such as <c>BillingAddress</c> or <c>Name</c>.</summary>
    public string? CompoundFieldName { get; init; }

    public string? InlineHelpText { get; init; }

    public string? ExtraTypeInfo { get; init; }

    public bool HtmlFormatted { get; init; }

    public bool Encrypted { get; init; }

    public bool Permissionable { get; init; }

    public bool DisplayLocationInDecimal { get; init; }

    /// <summary>Describe's own word for the type where it is none of <see cref="FieldType"/>'s, such as <c>json</c>: kept as text, described as it was.</summary>
    public string? TypeName { get; init; }

    public string? SoapType { get; init; }

    public bool AiPredictionField { get; init; }

    /// <summary>The picklist whose value decides which values of this one are offered.</summary>
    public string? ControllerName { get; init; }

    public bool DependentPicklist { get; init; }

    public string? DefaultValueFormula { get; init; }

    public bool DeprecatedAndHidden { get; init; }

    public bool FormulaTreatNullNumberAsZero { get; init; }

    public bool HighScaleNumber { get; init; }

    public string? Mask { get; init; }

    public string? MaskType { get; init; }

    public bool QueryByDistance { get; init; }

    public string? ReferenceTargetField { get; init; }

    public bool SearchPrefilterable { get; init; }

    public bool WriteRequiresMasterRead { get; init; }

    /// <summary>Whether the org made the field; a name with a suffix says so, unless a describe says otherwise.</summary>
    public bool Custom
    {
        get => _custom ?? (Name.EndsWith("__c", StringComparison.OrdinalIgnoreCase) || Name.EndsWith("__s", StringComparison.OrdinalIgnoreCase));
        init => _custom = value;
    }

    /// <summary>Whether the field has a column of its own: compound addresses and locations live in their parts.</summary>
    public bool Stored => Type is not (FieldType.Address or FieldType.Location);

    public bool IsText => Type is FieldType.String or FieldType.TextArea or FieldType.Picklist or FieldType.MultiPicklist or FieldType.Combobox
        or FieldType.Email or FieldType.Phone or FieldType.Url or FieldType.EncryptedString or FieldType.AnyType;

    public bool IsNumber => Type is FieldType.Int or FieldType.Double or FieldType.Currency or FieldType.Percent;

    public override string ToString() => Name;
}
