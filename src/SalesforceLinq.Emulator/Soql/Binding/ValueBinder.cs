using SalesforceLinq.Emulator.Schema;
using SalesforceLinq.Emulator.Soql.Syntax;

namespace SalesforceLinq.Emulator.Soql.Binding;

/// <summary>Turns an operand into a value: fields are looked up, functions checked for what they take.</summary>
internal sealed class ValueBinder(BindingScope scope, PathBinder paths)
{
    private static readonly Dictionary<string, AggregateFunction> Aggregates = new(StringComparer.OrdinalIgnoreCase)
    {
        ["COUNT"] = AggregateFunction.Count,
        ["COUNT_DISTINCT"] = AggregateFunction.CountDistinct,
        ["SUM"] = AggregateFunction.Sum,
        ["AVG"] = AggregateFunction.Average,
        ["MIN"] = AggregateFunction.Minimum,
        ["MAX"] = AggregateFunction.Maximum,
    };

    private static readonly Dictionary<string, DateFunction> DateFunctions = new(StringComparer.OrdinalIgnoreCase)
    {
        ["CALENDAR_MONTH"] = DateFunction.CalendarMonth,
        ["CALENDAR_QUARTER"] = DateFunction.CalendarQuarter,
        ["CALENDAR_YEAR"] = DateFunction.CalendarYear,
        ["DAY_IN_MONTH"] = DateFunction.DayInMonth,
        ["DAY_IN_WEEK"] = DateFunction.DayInWeek,
        ["DAY_IN_YEAR"] = DateFunction.DayInYear,
        ["DAY_ONLY"] = DateFunction.DayOnly,
        ["FISCAL_MONTH"] = DateFunction.FiscalMonth,
        ["FISCAL_QUARTER"] = DateFunction.FiscalQuarter,
        ["FISCAL_YEAR"] = DateFunction.FiscalYear,
        ["HOUR_IN_DAY"] = DateFunction.HourInDay,
        ["WEEK_IN_MONTH"] = DateFunction.WeekInMonth,
        ["WEEK_IN_YEAR"] = DateFunction.WeekInYear,
    };

    /// <summary>Whether the operand is, or contains, an aggregate function.</summary>
    public static bool IsAggregate(Operand operand) => operand is FunctionCall call &&
        (Aggregates.ContainsKey(call.Name) || call.Name.Equals("GROUPING", StringComparison.OrdinalIgnoreCase) || call.Arguments.Any(IsAggregate));

    /// <summary>Whether the operand is one of the functions of a date.</summary>
    public static bool IsDateFunction(Operand operand) => operand is FunctionCall call && DateFunctions.ContainsKey(call.Name);

    public BoundValue Bind(Operand operand) => operand switch
    {
        FieldPath path => paths.Bind(path).Value,
        FunctionCall call when Aggregates.TryGetValue(call.Name, out AggregateFunction function) => BindAggregate(call, function),
        FunctionCall call when DateFunctions.TryGetValue(call.Name, out DateFunction function) => BindDateFunction(call, function),
        FunctionCall call => BindOther(call),
        _ => throw scope.Refusal.Malformed($"unexpected token: {operand}", operand.Position),
    };

    private BoundValue BindOther(FunctionCall call)
    {
        switch (call.Name.ToUpperInvariant())
        {
            case "TOLABEL":
                BoundValue labelled = Bind(call.Arguments[0]);
                FieldSchema? picklist = (labelled as ColumnValue)?.Field;
                if (labelled.Type is not (FieldType.Picklist or FieldType.MultiPicklist or FieldType.Combobox or FieldType.String))
                    throw scope.Refusal.Malformed($"toLabel() needs a picklist, and {labelled.Name} is none", call.Position);
                return new LabelValue(labelled, picklist?.PicklistValues ?? []);
            case "FORMAT":
                BoundValue formatted = Bind(call.Arguments[0]);
                return new FormatValue(formatted, ScaleOf(formatted));
            case "CONVERTCURRENCY":
                BoundValue amount = Bind(call.Arguments[0]);
                if (amount.Type != FieldType.Currency)
                    throw scope.Refusal.Malformed($"convertCurrency() needs a currency field, and {amount.Name} is none", call.Position);

                // The org has one currency: converting into the user's changes nothing.
                return amount;
            case "DISTANCE":
                return BindDistance(call);
            case "GROUPING":
                return new GroupingValue(Bind(call.Arguments[0]));
            default:
                throw scope.Refusal.Malformed($"{call.Name}() cannot stand here", call.Position);
        }
    }

    private AggregateValue BindAggregate(FunctionCall call, AggregateFunction function)
    {
        if (call.Arguments[0] is FunctionCall { Name: var inner } && !inner.Equals("convertCurrency", StringComparison.OrdinalIgnoreCase))
            throw scope.Refusal.Malformed($"unexpected token: {inner}", call.Arguments[0].Position);
        BoundValue argument = Bind(call.Arguments[0]);
        bool number = argument.Type is FieldType.Int or FieldType.Double or FieldType.Currency or FieldType.Percent;
        bool comparable = number || argument.Type is FieldType.Date or FieldType.DateTime or FieldType.String or FieldType.Id or FieldType.Reference
            or FieldType.Picklist or FieldType.Combobox or FieldType.Email or FieldType.Phone or FieldType.Url or FieldType.TextArea;
        bool sum = function is AggregateFunction.Sum or AggregateFunction.Average;
        bool longText = argument is ColumnValue { Field: { Type: FieldType.TextArea, Length: > 255 } };
        if ((sum && !number) || !comparable || longText || argument is ColumnValue { Field.Aggregatable: false })
            throw scope.Refusal.NotAggregatable(argument.Name, call.Name, call.Position);

        FieldType type = function switch
        {
            AggregateFunction.Count or AggregateFunction.CountDistinct => FieldType.Int,
            AggregateFunction.Average => FieldType.Double,
            _ => argument.Type,
        };
        return new AggregateValue(function, argument, type);
    }

    private DateFunctionValue BindDateFunction(FunctionCall call, DateFunction function)
    {
        Operand inner = call.Arguments[0];
        bool inUserZone = false;
        if (inner is FunctionCall conversion)
        {
            if (!conversion.Name.Equals("convertTimezone", StringComparison.OrdinalIgnoreCase))
                throw scope.Refusal.Malformed($"unexpected token: {conversion.Name}", conversion.Position);
            inUserZone = true;
            inner = conversion.Arguments[0];
        }

        BoundValue argument = Bind(inner);
        bool needsTime = inUserZone || function is DateFunction.HourInDay or DateFunction.DayOnly;
        if (argument.Type != FieldType.DateTime && (needsTime || argument.Type != FieldType.Date))
            throw scope.Refusal.Malformed($"{call.Name}() cannot be used with field {argument.Name}", call.Position);
        return new DateFunctionValue(function, argument, inUserZone);
    }

    private DistanceValue BindDistance(FunctionCall call)
    {
        FieldPath path = (FieldPath)call.Arguments[0];
        FunctionCall point = (FunctionCall)call.Arguments[1];
        if (paths.Bind(path).Value is not ColumnValue { Field.Type: FieldType.Location or FieldType.Address } location)
            throw scope.Refusal.Malformed($"DISTANCE() needs a location or address field, and {path} is none", call.Position);
        FieldSchema? latitude = LocationParts.Latitude(location.Source.Object, location.Field);
        FieldSchema? longitude = LocationParts.Longitude(location.Source.Object, location.Field);
        if (latitude is null || longitude is null)
            throw scope.Refusal.Malformed($"field {path} has no latitude and longitude", call.Position);
        string unit = ((StringLiteral)((LiteralOperand)call.Arguments[2]).Value).Value;
        return new DistanceValue(
            location.Source, latitude, longitude, Coordinate(point, 0), Coordinate(point, 1), unit.Equals("mi", StringComparison.OrdinalIgnoreCase));
    }

    private static double Coordinate(FunctionCall point, int index) =>
        (double)((NumberLiteral)((LiteralOperand)point.Arguments[index]).Value).Value;

    private static int ScaleOf(BoundValue value) => value switch
    {
        ColumnValue { Field: var field } => field.Scale,
        AggregateValue { Function: AggregateFunction.Average } => 2,
        AggregateValue { Argument: ColumnValue { Field: var field }, Type: not FieldType.Int } => field.Scale,
        _ => 0,
    };
}
