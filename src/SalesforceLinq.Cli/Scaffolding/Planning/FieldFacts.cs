using Newtonsoft.Json.Linq;
using SalesforceLinq.Http;

namespace SalesforceLinq.Cli.Scaffolding.Planning;

/// <summary>What a describe says of a field beyond what the client's class names.</summary>
internal static class FieldFacts
{
    /// <summary>Whether a checkbox is ticked on a new record.</summary>
    public static bool DefaultsToTrue(this FieldDescription field) => field.More.TryGetValue("defaultValue", out JToken? value) && value is JValue { Value: true };

    /// <summary>Whether the org hides it from new programs.</summary>
    public static bool IsDeprecated(this FieldDescription field) => field.More.TryGetValue("deprecatedAndHidden", out JToken? value) && value is JValue { Value: true };

    /// <summary>Whether every object has it, and the platform fills it.</summary>
    public static bool IsSystem(this FieldDescription field) => field.Name is "CreatedById" or "CreatedDate" or "LastModifiedById" or "LastModifiedDate" or "SystemModstamp"
        or "IsDeleted" or "LastViewedDate" or "LastReferencedDate";
}
