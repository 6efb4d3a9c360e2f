namespace SalesforceLinq;

/// <summary>Names the relationship behind a parent property or a collection of children, where it differs from the property's name.</summary>
/// <param name="name">Relationship name as SOQL writes it: <c>Account__r</c>, <c>Contacts</c>, <c>Invoices__r</c>.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class RelationshipAttribute(string name) : Attribute
{
    /// <summary>Relationship name.</summary>
    public string Name { get; } = name;

    /// <summary>API name of the lookup field: on this object for a parent, on the child object for a collection.</summary>
    /// <value><see langword="null"/>, the default, derives it: <c>Account</c> from <c>AccountId</c>, <c>Account__r</c> from <c>Account__c</c>.</value>
    public string? ForeignKey { get; set; }
}
