using Newtonsoft.Json.Linq;
using SalesforceLinq.Cli.Describes;
using SalesforceLinq.Http;

namespace SalesforceLinq.Cli.Tests.Scaffolding;

/// <summary>Makes describes of a few fields.</summary>
internal static class DescribeText
{
    public static SObjectDescription Object(string name, params JObject[] fields) => Parent(name, [], fields);

    public static SObjectDescription Parent(string name, JObject[] children, params JObject[] fields) => DescribedObject.Parse(
        new JObject(
            new JProperty("name", name),
            new JProperty("label", name.Replace("__c", "", StringComparison.Ordinal)),
            new JProperty("labelPlural", name + "s"),
            new JProperty("custom", name.EndsWith("__c", StringComparison.Ordinal)),
            new JProperty("fields", new JArray(fields.Prepend(Field("Id", "id", createable: false, updateable: false, nillable: false)))),
            new JProperty("childRelationships", new JArray(children.Cast<object>()))),
        "test").Description;

    public static JObject Field(
        string name, string type = "string", bool createable = true, bool updateable = true, bool nillable = true, string? label = null, string? help = null,
        string[]? referenceTo = null, string? relationshipName = null, string[]? values = null) => new(
        new JProperty("name", name),
        new JProperty("label", label ?? name),
        new JProperty("type", type),
        new JProperty("inlineHelpText", help),
        new JProperty("createable", createable),
        new JProperty("updateable", updateable),
        new JProperty("nillable", nillable),
        new JProperty("filterable", type != "textarea"),
        new JProperty("referenceTo", new JArray((referenceTo ?? []).Cast<object>())),
        new JProperty("relationshipName", relationshipName),
        new JProperty("picklistValues", new JArray((values ?? []).Select(value => new JObject(new JProperty("value", value), new JProperty("label", value), new JProperty("active", true))))));

    public static JObject Lookup(string name, string target, string? relationshipName = null) =>
        Field(name, "reference", referenceTo: [target], relationshipName: relationshipName ?? (name.EndsWith("__c", StringComparison.Ordinal) ? name[..^1] + "r" : name[..^2]));

    public static JObject Children(string name, string child, string field) =>
        new(new JProperty("childSObject", child), new JProperty("field", field), new JProperty("relationshipName", name));
}
