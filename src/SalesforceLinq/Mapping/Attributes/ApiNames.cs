namespace SalesforceLinq.Mapping.Attributes;

/// <summary>How objects, fields and relationships are named.</summary>
/// <remarks>Source: Object Reference, "API Field Properties", and the naming rules of custom fields: letters, digits and underscores.</remarks>
internal static class ApiNames
{
    public static bool IsValid(string name) => name.Length > 0 && name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '_');
}
