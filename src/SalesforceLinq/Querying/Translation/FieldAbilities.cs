using SalesforceLinq.Http;

namespace SalesforceLinq.Querying.Translation;

/// <summary>What SOQL does with fields of a type, as far as the class tells the type.</summary>
/// <remarks>Source: SOQL and SOSL Reference, "GROUP BY", "ORDER BY"; the describe of a field says it exactly (<c>groupable</c>, <c>sortable</c>).</remarks>
internal static class FieldAbilities
{
    // Currencies, percentages, numbers with decimals and instants are not grouped; whole numbers and days are.
    private static readonly Type[] Ungrouped = [typeof(decimal), typeof(double), typeof(float), typeof(DateTimeOffset), typeof(DateTime), typeof(TimeOnly)];

    /// <summary>Whether rows can be grouped by the field.</summary>
    public static bool IsGroupable(FieldModel field) => IsSortable(field) && !Ungrouped.Contains(TypeOf(field));

    /// <summary>Whether rows can be ordered by the field: by anything but several choices, an address or a location.</summary>
    public static bool IsSortable(FieldModel field) => TypeOf(field) is var type
        && !type.IsDefined(typeof(FlagsAttribute), inherit: false) && type != typeof(Address) && type != typeof(Location)
        && (type == typeof(string) || type == typeof(byte[]) || !typeof(System.Collections.IEnumerable).IsAssignableFrom(type));

    private static Type TypeOf(FieldModel field) => Nullable.GetUnderlyingType(field.ClrType) ?? field.ClrType;
}
