using SalesforceLinq.Emulator.Soql.Refusals;
using SalesforceLinq.Emulator.Soql.Syntax;

namespace SalesforceLinq.Emulator.Soql.Parsing;

/// <summary>What arguments each function takes, as far as the grammar knows.</summary>
internal static class FunctionShapes
{
    private static readonly HashSet<string> OneArgument = new(StringComparer.OrdinalIgnoreCase)
    {
        "AVG", "COUNT", "COUNT_DISTINCT", "MIN", "MAX", "SUM",
        "CALENDAR_MONTH", "CALENDAR_QUARTER", "CALENDAR_YEAR", "DAY_IN_MONTH", "DAY_IN_WEEK", "DAY_IN_YEAR", "DAY_ONLY",
        "FISCAL_MONTH", "FISCAL_QUARTER", "FISCAL_YEAR", "HOUR_IN_DAY", "WEEK_IN_MONTH", "WEEK_IN_YEAR",
        "toLabel", "FORMAT", "convertCurrency", "convertTimezone", "GROUPING",
    };

    public static void Check(FunctionCall call)
    {
        if (OneArgument.Contains(call.Name))
        {
            if (call.Arguments is not [FieldPath or FunctionCall] || call.Arguments is [FunctionCall { Name: var inner }] && IsName(inner, "GEOLOCATION"))
                throw SoqlRefusal.FunctionArguments(call.ToString(), $"{call.Name}(field)");
        }
        else if (IsName(call.Name, "DISTANCE"))
        {
            CheckDistance(call);
        }
        else if (IsName(call.Name, "GEOLOCATION"))
        {
            if (call.Arguments is not [LiteralOperand { Value: NumberLiteral }, LiteralOperand { Value: NumberLiteral }])
                throw SoqlRefusal.FunctionArguments(call.ToString(), "GEOLOCATION(latitude, longitude)");
        }
        else
        {
            throw SoqlRefusal.UnknownFunction(call.Name);
        }
    }

    /// <summary>GEOLOCATION is a value only inside DISTANCE.</summary>
    public static Operand NotAlone(Operand operand)
    {
        if (operand is FunctionCall call && IsName(call.Name, "GEOLOCATION"))
            throw SoqlRefusal.UnexpectedToken(call.Name);
        return operand;
    }

    private static void CheckDistance(FunctionCall call)
    {
        bool valid = call.Arguments is [FieldPath, FunctionCall { Name: var location }, LiteralOperand { Value: StringLiteral unit }] &&
            IsName(location, "GEOLOCATION") && (IsName(unit.Value, "mi") || IsName(unit.Value, "km"));
        if (!valid)
            throw SoqlRefusal.FunctionArguments(call.ToString(), "DISTANCE(field, GEOLOCATION(latitude, longitude), 'mi' or 'km')");
    }

    private static bool IsName(string name, string expected) => name.Equals(expected, StringComparison.OrdinalIgnoreCase);
}
