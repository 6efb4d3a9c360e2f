using SalesforceLinq.Emulator.Schema;

namespace SalesforceLinq.Emulator.Soql.Binding;

/// <summary>Finds the stored parts of a compound address or location.</summary>
internal static class LocationParts
{
    public static FieldSchema? Latitude(ObjectSchema table, FieldSchema compound) => Part(table, compound, "Latitude");

    public static FieldSchema? Longitude(ObjectSchema table, FieldSchema compound) => Part(table, compound, "Longitude");

    public static IReadOnlyList<CompoundPart> Of(BoundSource source, FieldSchema compound)
    {
        List<CompoundPart> parts = [];
        foreach (FieldSchema part in source.Object.PartsOf(compound))
        {
            if (part.Stored)
                parts.Add(new CompoundPart(MemberName(compound, part), new ColumnValue(source, part)));
        }

        parts.Sort((left, right) => string.CompareOrdinal(left.Name, right.Name));
        return parts;
    }

    private static FieldSchema? Part(ObjectSchema table, FieldSchema compound, string kind) => table.PartsOf(compound)
        .FirstOrDefault(part => part.Name.EndsWith(kind, StringComparison.OrdinalIgnoreCase) || part.Name.EndsWith($"{kind}__s", StringComparison.OrdinalIgnoreCase));

    /// <summary>BillingPostalCode of BillingAddress is <c>postalCode</c>; Place__Latitude__s of Place__c is <c>latitude</c>.</summary>
    public static string MemberName(FieldSchema compound, FieldSchema part)
    {
        string name = part.Name;
        if (name.EndsWith("__s", StringComparison.OrdinalIgnoreCase))
        {
            name = name[..^3];
            name = name[(name.LastIndexOf("__", StringComparison.Ordinal) + 2)..];
        }
        else
        {
            string prefix = compound.Name.EndsWith("Address", StringComparison.OrdinalIgnoreCase) ? compound.Name[..^"Address".Length] : "";
            if (name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
                name = name[prefix.Length..];
        }

        return char.ToLowerInvariant(name[0]) + name[1..];
    }
}
