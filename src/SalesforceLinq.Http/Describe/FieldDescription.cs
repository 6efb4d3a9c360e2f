using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace SalesforceLinq.Http;

/// <summary>A field of an object, as the user sees it.</summary>
/// <remarks>Source: REST API Developer Guide, "sObject Describe"; recorded describes. What a describe lacks is false, 0 or null.</remarks>
public sealed record FieldDescription
{
    /// <summary>API name.</summary>
    [JsonProperty("name")]
    public string Name { get; init; } = "";

    /// <summary>Label in the user's language.</summary>
    [JsonProperty("label")]
    public string? Label { get; init; }

    /// <summary>Type, such as <c>string</c>, <c>reference</c>, <c>picklist</c> or <c>datetime</c>.</summary>
    [JsonProperty("type")]
    public string Type { get; init; } = "";

    /// <summary>Type in SOAP, such as <c>xsd:double</c>.</summary>
    [JsonProperty("soapType")]
    public string? SoapType { get; init; }

    /// <summary>Most characters of a text; 0 for other types.</summary>
    [JsonProperty("length")]
    public int Length { get; init; }

    /// <summary>Most digits of a number, before and after the point; 0 for other types.</summary>
    [JsonProperty("precision")]
    public int Precision { get; init; }

    /// <summary>Most digits after the point.</summary>
    [JsonProperty("scale")]
    public int Scale { get; init; }

    /// <summary>Most digits of an integer; 0 for other types.</summary>
    [JsonProperty("digits")]
    public int Digits { get; init; }

    /// <summary>Whether it may be null.</summary>
    [JsonProperty("nillable")]
    public bool Nillable { get; init; }

    /// <summary>Whether the user may set it on a new record.</summary>
    [JsonProperty("createable")]
    public bool Createable { get; init; }

    /// <summary>Whether the user may change it.</summary>
    [JsonProperty("updateable")]
    public bool Updateable { get; init; }

    /// <summary>Whether it was added by an administrator or a package.</summary>
    [JsonProperty("custom")]
    public bool Custom { get; init; }

    /// <summary>Whether it is a formula.</summary>
    [JsonProperty("calculated")]
    public bool Calculated { get; init; }

    /// <summary>Whether the org counts it up.</summary>
    [JsonProperty("autoNumber")]
    public bool AutoNumber { get; init; }

    /// <summary>Whether a new record without it gets a default.</summary>
    [JsonProperty("defaultedOnCreate")]
    public bool DefaultedOnCreate { get; init; }

    /// <summary>Whether no two records may have the same value.</summary>
    [JsonProperty("unique")]
    public bool Unique { get; init; }

    /// <summary>Whether it is an external id.</summary>
    [JsonProperty("externalId")]
    public bool ExternalId { get; init; }

    /// <summary>Whether it may name the record of an upsert.</summary>
    [JsonProperty("idLookup")]
    public bool IdLookup { get; init; }

    /// <summary>Whether upper and lower case differ.</summary>
    [JsonProperty("caseSensitive")]
    public bool CaseSensitive { get; init; }

    /// <summary>Whether it is the name of the record.</summary>
    [JsonProperty("nameField")]
    public bool NameField { get; init; }

    /// <summary>Whether it may stand in WHERE.</summary>
    [JsonProperty("filterable")]
    public bool Filterable { get; init; }

    /// <summary>Whether it may stand in ORDER BY.</summary>
    [JsonProperty("sortable")]
    public bool Sortable { get; init; }

    /// <summary>Whether it may stand in GROUP BY.</summary>
    [JsonProperty("groupable")]
    public bool Groupable { get; init; }

    /// <summary>Whether it may stand in an aggregate.</summary>
    [JsonProperty("aggregatable")]
    public bool Aggregatable { get; init; }

    /// <summary>Whether it is stored encrypted.</summary>
    [JsonProperty("encrypted")]
    public bool Encrypted { get; init; }

    /// <summary>The compound field it is a part of; null when it is none.</summary>
    [JsonProperty("compoundFieldName")]
    public string? CompoundFieldName { get; init; }

    /// <summary>Name of the parent in queries; null when it refers to none.</summary>
    [JsonProperty("relationshipName")]
    public string? RelationshipName { get; init; }

    /// <summary>Whether it may refer to records of several objects.</summary>
    [JsonProperty("polymorphicForeignKey")]
    public bool PolymorphicForeignKey { get; init; }

    /// <summary>The field that controls its picklist; null when none does.</summary>
    [JsonProperty("controllerName")]
    public string? ControllerName { get; init; }

    /// <summary>Whether its picklist depends on another field.</summary>
    [JsonProperty("dependentPicklist")]
    public bool DependentPicklist { get; init; }

    /// <summary>Whether only values of its picklist are taken.</summary>
    [JsonProperty("restrictedPicklist")]
    public bool RestrictedPicklist { get; init; }

    /// <summary>Help text.</summary>
    [JsonProperty("inlineHelpText")]
    public string? InlineHelpText { get; init; }

    /// <summary>The formula; null when it has none.</summary>
    [JsonProperty("calculatedFormula")]
    public string? CalculatedFormula { get; init; }

    /// <summary>Objects it may refer to; empty when it is no reference.</summary>
    [JsonProperty("referenceTo")]
    public IReadOnlyList<string> ReferenceTo { get; init; } = [];

    /// <summary>Values of its picklist; empty when it has none.</summary>
    [JsonProperty("picklistValues")]
    public IReadOnlyList<PicklistEntry> PicklistValues { get; init; } = [];

    /// <summary>Members this class does not name.</summary>
    [JsonExtensionData]
    public IDictionary<string, JToken> More { get; init; } = new Dictionary<string, JToken>();
}
