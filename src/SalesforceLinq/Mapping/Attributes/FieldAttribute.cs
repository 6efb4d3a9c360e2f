namespace SalesforceLinq;

/// <summary>Says which Salesforce field a property stands for, and what may be done with it.</summary>
/// <remarks>Without it, the property's name is the field's name, and the field can be read and written.</remarks>
[AttributeUsage(AttributeTargets.Property)]
public sealed class FieldAttribute : Attribute
{
    private bool? _readOnly;

    /// <summary>Keeps the property's own name as the field's name.</summary>
    public FieldAttribute()
    {
    }

    /// <summary>Names the field.</summary>
    /// <param name="apiName">API name of the field, with its suffix: <c>LastName</c>, <c>Level__c</c>.</param>
    public FieldAttribute(string apiName) => ApiName = apiName;

    /// <summary>API name of the field.</summary>
    /// <value><see langword="null"/> for the property's own name.</value>
    public string? ApiName { get; }

    /// <summary>Whether the field is only ever read: formulas, roll-ups, auto-numbers, system fields.</summary>
    /// <value>Default <see langword="false"/>; <see langword="true"/> by convention for system fields such as <c>CreatedDate</c>.</value>
    public bool ReadOnly
    {
        get => _readOnly ?? false;
        set => _readOnly = value;
    }

    /// <summary>Whether the field may be set when a record is created, and never again.</summary>
    /// <value>Default <see langword="false"/>.</value>
    public bool CreateOnly { get; set; }

    /// <summary>Whether the field is an external id, by which records can be upserted and referred to.</summary>
    /// <value>Default <see langword="false"/>.</value>
    public bool ExternalId { get; set; }

    /// <summary>Whether the field is a long or rich text area, which SOQL can neither filter, sort nor group.</summary>
    /// <value>Default <see langword="false"/>.</value>
    public bool LongText { get; set; }

    /// <summary>Whether a save first checks that the field still has the value it was read with: <c>SystemModstamp</c> or <c>LastModifiedDate</c>.</summary>
    /// <value>Default <see langword="false"/>; <c>[ConcurrencyCheck]</c> and <c>[Timestamp]</c> of DataAnnotations say the same.</value>
    public bool ConcurrencyToken { get; set; }

    /// <summary>A <see cref="FieldConverter"/> with a parameterless constructor, for types the product does not know.</summary>
    /// <value>Default <see langword="null"/>: the property's type decides.</value>
    public Type? Converter { get; set; }

    internal bool? IsReadOnly => _readOnly;
}
