namespace SalesforceLinq.Mapping.Configuration;

/// <summary>What the model builder was told about one property. Null means: not told.</summary>
internal sealed class PropertyConfiguration
{
    public string? ApiName { get; set; }

    public bool? IsReadOnly { get; set; }

    public bool? IsCreateOnly { get; set; }

    public bool? IsExternalId { get; set; }

    public bool? IsLongText { get; set; }

    public bool? IsConcurrencyToken { get; set; }

    public bool? IsNullable { get; set; }

    public FieldConverter? Converter { get; set; }

    public string? RelationshipName { get; set; }

    public string? ForeignKey { get; set; }

    public IReadOnlyList<string>? ExtraNames { get; set; }

    public PropertyRole? Role { get; set; }
}
