using SalesforceLinq.Querying.Plans;
using SalesforceLinq.Soql.Syntax;

namespace SalesforceLinq.Querying.Binding;

/// <summary>Turns <c>(x.Interests &amp; mask) == wanted</c>, when both values are known, into INCLUDES and EXCLUDES.</summary>
internal sealed class FlagsBinder(QueryPlan plan, object?[] values)
{
    public SoqlCondition Bind(SoqlFlags flags)
    {
        FieldModel field = plan.Holes[flags.Mask.Index].Field!;
        bool isNullable = Nullable.GetUnderlyingType(field.ClrType) is not null;
        SoqlComparison isNull = new(flags.Operand, SoqlOperator.Equal, SoqlLiteral.Null);
        SoqlComparison isNotNull = isNull with { Operator = SoqlOperator.NotEqual };
        // In C#, null cut down by anything is null, and equal to null only.
        if (Choices(flags.Mask) is not { } looked)
            return SoqlAlways.Of((Choices(flags.Wanted) is null) != flags.IsNegated);
        if (Choices(flags.Wanted) is not { } wanted)
            return isNullable ? (flags.IsNegated ? isNotNull : isNull) : SoqlAlways.Of(flags.IsNegated);
        // What is wanted and not looked at is never there.
        if (HasUnnamedBits(flags.Wanted, field) || wanted.Except(looked).Any())
            return SoqlAlways.Of(flags.IsNegated);

        List<SoqlCondition> conditions = [];
        if (wanted.Length > 0)
            conditions.Add(new SoqlIncludes(flags.Operand, [new SoqlLiteral(string.Join(';', wanted))], flags.IsNegated));
        if (looked.Except(wanted).Select(choice => new SoqlLiteral(choice)).ToList() is { Count: > 0 } others)
            conditions.Add(new SoqlIncludes(flags.Operand, [.. others], !flags.IsNegated));
        // A field that is null has none of the choices: to C# that is the same as no flag, unless the property can be null itself.
        if (isNullable && wanted.Length == 0)
            conditions.Add(flags.IsNegated ? isNull : isNotNull);
        return flags.IsNegated ? SoqlJunction.Any([.. conditions]) : SoqlJunction.All([.. conditions]);
    }

    private string[]? Choices(SoqlHole hole) =>
        ValueAdapter.ToWire(plan.Holes[hole.Index], Value(hole)) is string text ? text.Split(';', StringSplitOptions.RemoveEmptyEntries) : null;

    private bool HasUnnamedBits(SoqlHole hole, FieldModel field)
    {
        Type type = Nullable.GetUnderlyingType(field.ClrType) ?? field.ClrType;
        object value = Enum.ToObject(type, Value(hole)!);
        return field.ToWire(value) is string { Length: > 0 } text ? !value.Equals(field.FromWire(text)) : !value.Equals(Activator.CreateInstance(type));
    }

    private object? Value(SoqlHole hole) => values[plan.Holes[hole.Index].Slot];
}
