namespace SalesforceLinq.Querying.Translation;

/// <summary>The parts of an address or a location are fields of their own: <c>BillingAddress.City</c> is <c>BillingCity</c>, <c>Place__c.Latitude</c> is <c>Place__Latitude__s</c>.</summary>
/// <remarks>Source: Object Reference, "Compound Fields": the whole can be selected, and its parts can be filtered and ordered by.</remarks>
internal static class CompoundParts
{
    private const string Address = nameof(Address);

    /// <summary>Whether a field is the whole of several.</summary>
    public static bool IsCompound(FieldModel field) => field.ClrType == typeof(Http.Address) || field.ClrType == typeof(Http.Location);

    /// <summary>The field of a part; null where the whole is nothing compound.</summary>
    public static string? Of(Resolved? whole, string part)
    {
        if (whole is not ResolvedField { Field: { } field, Path: { } path } || !IsCompound(field))
            return null;
        if (path.EndsWith("__c", StringComparison.OrdinalIgnoreCase))
            return $"{path[..^3]}__{part}__s";
        return path.EndsWith(Address, StringComparison.OrdinalIgnoreCase) ? path[..^Address.Length] + part : null;
    }
}
