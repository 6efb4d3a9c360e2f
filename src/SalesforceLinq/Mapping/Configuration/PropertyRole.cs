namespace SalesforceLinq.Mapping.Configuration;

/// <summary>What a property is in Salesforce's terms.</summary>
internal enum PropertyRole
{
    /// <summary>Not mapped.</summary>
    Ignored,

    /// <summary>A field with a value.</summary>
    Field,

    /// <summary>The record a lookup points at.</summary>
    Parent,

    /// <summary>The records whose lookup points here.</summary>
    Children,

    /// <summary>The values of fields that no other property stands for.</summary>
    ExtraFields,
}
