using SalesforceLinq.Emulator.Schema;

namespace SalesforceLinq.Emulator.Soql.Binding;

/// <summary>A value computed for each row or group, with the type it is written and compared as.</summary>
internal abstract record BoundValue(FieldType Type)
{
    /// <summary>What the value is called in messages.</summary>
    public abstract string Name { get; }
}

/// <summary>A stored field.</summary>
internal sealed record ColumnValue(BoundSource Source, FieldSchema Field) : BoundValue(Field.Type)
{
    public override string Name => Field.Name;
}

/// <summary>What kind of record a reference points to: <c>What.Type</c>.</summary>
internal sealed record RelationTypeValue(BoundSource Source, FieldSchema Reference, IReadOnlyList<ObjectSchema> Targets) : BoundValue(FieldType.String)
{
    public override string Name => "Type";
}

/// <summary>A field that all targets of a polymorphic reference share: <c>What.Name</c>.</summary>
internal sealed record PolymorphicValue(
    BoundSource Source, FieldSchema Reference, FieldSchema Field, IReadOnlyList<PolymorphicTarget> Targets) : BoundValue(Field.Type)
{
    public override string Name => Field.Name;
}

internal readonly record struct PolymorphicTarget(ObjectSchema Object, FieldSchema Field);

internal enum DateFunction
{
    CalendarMonth,
    CalendarQuarter,
    CalendarYear,
    DayInMonth,
    DayInWeek,
    DayInYear,
    DayOnly,
    FiscalMonth,
    FiscalQuarter,
    FiscalYear,
    HourInDay,
    WeekInMonth,
    WeekInYear,
}

/// <summary>A part of a date; of a dateTime in UTC, or in the user's zone by convertTimezone.</summary>
internal sealed record DateFunctionValue(DateFunction Function, BoundValue Argument, bool InUserZone)
    : BoundValue(Function == DateFunction.DayOnly ? FieldType.Date : FieldType.Int)
{
    public override string Name => Argument.Name;
}

/// <summary>Distance of a location from a point.</summary>
internal sealed record DistanceValue(
    BoundSource Source, FieldSchema Latitude, FieldSchema Longitude, double FromLatitude, double FromLongitude, bool Miles) : BoundValue(FieldType.Double)
{
    public override string Name => "DISTANCE";
}

internal enum AggregateFunction
{
    Count,
    CountDistinct,
    Sum,
    Average,
    Minimum,
    Maximum,
}

internal sealed record AggregateValue(AggregateFunction Function, BoundValue Argument, FieldType Type) : BoundValue(Type)
{
    public override string Name => Argument.Name;
}

/// <summary>1 on the subtotal rows of a ROLLUP or CUBE in which the grouping is rolled up, otherwise 0.</summary>
internal sealed record GroupingValue(BoundValue Grouping) : BoundValue(FieldType.Int)
{
    public override string Name => Grouping.Name;
}

/// <summary>The label of a picklist value: toLabel.</summary>
internal sealed record LabelValue(BoundValue Argument, IReadOnlyList<PicklistValue> Values) : BoundValue(FieldType.String)
{
    public override string Name => Argument.Name;
}

/// <summary>A value as people of the user's locale read it: FORMAT.</summary>
internal sealed record FormatValue(BoundValue Argument, int Scale) : BoundValue(FieldType.String)
{
    public override string Name => Argument.Name;
}
