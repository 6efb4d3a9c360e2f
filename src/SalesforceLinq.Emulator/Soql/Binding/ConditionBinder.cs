using SalesforceLinq.Emulator.Schema;
using SalesforceLinq.Emulator.Soql.Syntax;

namespace SalesforceLinq.Emulator.Soql.Binding;

/// <summary>Resolves and checks a condition.</summary>
internal sealed class ConditionBinder(BindingScope scope, ValueBinder values, SemiJoinBinder semiJoins)
{
    // Functions that make a value ready to be shown; amounts are compared with a literal in a currency (USD5000).
    private static readonly HashSet<string> OnlySelected = new(StringComparer.OrdinalIgnoreCase) { "FORMAT", "convertTimezone", "convertCurrency" };

    private readonly LiteralBinder _literals = new(scope);

    public BoundCondition BindWhere(Condition condition)
    {
        semiJoins.CheckPlaces(condition);
        return Bind(condition, Filtered);
    }

    /// <summary>HAVING tests aggregates and grouped fields, which <paramref name="bindOperand"/> knows.</summary>
    public BoundCondition BindHaving(Condition condition, Func<Operand, BoundValue> bindOperand) => Bind(condition, bindOperand);

    private BoundCondition Bind(Condition condition, Func<Operand, BoundValue> bindOperand) => condition switch
    {
        AndCondition all => new BoundAnd([.. all.Parts.Select(part => Bind(part, bindOperand))]),
        OrCondition either => new BoundOr([.. either.Parts.Select(part => Bind(part, bindOperand))]),
        NotCondition negation => new BoundNot(Bind(negation.Inner, bindOperand)),
        Comparison comparison => BindComparison(comparison, bindOperand(comparison.Left)),
        ListComparison list => BindList(list, bindOperand(list.Left)),
        SemiJoin join => semiJoins.Bind(join, bindOperand(join.Left)),
        _ => throw scope.Refusal.Malformed("unexpected token", condition.Position),
    };

    private BoundValue Filtered(Operand operand)
    {
        if (ValueBinder.IsAggregate(operand))
            throw scope.Refusal.Malformed("Aggregate functions can be tested in HAVING only", operand.Position);
        if (operand is FunctionCall { Name: var name } && OnlySelected.Contains(name))
            throw scope.Refusal.Malformed($"unexpected token: {name}", operand.Position);
        BoundValue value = values.Bind(operand);
        CheckFilterable(value, operand);
        return value;
    }

    private void CheckFilterable(BoundValue value, Operand operand)
    {
        FieldSchema? field = value switch
        {
            ColumnValue column => column.Field,
            PolymorphicValue polymorphic => polymorphic.Field,
            DateFunctionValue { Argument: ColumnValue column } => column.Field,
            LabelValue { Argument: ColumnValue column } => column.Field,
            _ => null,
        };
        if (field is not null && (!field.Filterable || field.Type is FieldType.Address or FieldType.Location or FieldType.Base64))
            throw scope.Refusal.NotFilterable(field.Name, operand.Position);
    }

    private BoundCondition BindComparison(Comparison comparison, BoundValue left)
    {
        CheckOperator(comparison, left);
        if (comparison.Right is RelativeDateLiteral relative)
        {
            (string start, string end) = _literals.BindRange(left, relative, comparison.Position);
            return new BoundSpan(left, comparison.Operator, start, end);
        }

        object? right = _literals.Bind(left, comparison.Right, comparison.Position);
        if (right is null)
            return BindNull(comparison, left);
        if (left.Type == FieldType.MultiPicklist)
            return new BoundSameSet(left, comparison.Operator == ComparisonOperator.NotEqual, (string)right);
        if (comparison.Operator == ComparisonOperator.Like)
            return BindLike(left, (StringLiteral)comparison.Right);
        return new BoundComparison(left, comparison.Operator, right);
    }

    private BoundCondition BindNull(Comparison comparison, BoundValue left)
    {
        bool negated = comparison.Operator == ComparisonOperator.NotEqual;
        if (!negated && comparison.Operator is not (ComparisonOperator.Equal or ComparisonOperator.Like))
        {
            // < and > never match null, and an empty text is null.
            if (comparison.Right is StringLiteral)
                return comparison.Operator is ComparisonOperator.Greater or ComparisonOperator.GreaterOrEqual ? new BoundIsNull(left, true) : new BoundOr([]);
            throw scope.Refusal.Malformed("null can be compared with = and != only", comparison.Position);
        }

        return left.Type == FieldType.Boolean
            ? new BoundComparison(left, ComparisonOperator.Equal, negated ? 1L : 0L)
            : new BoundIsNull(left, negated);
    }

    /// <summary>LIKE on a picklist tests its labels; they are the values unless the schema says otherwise.</summary>
    private static BoundLike BindLike(BoundValue left, StringLiteral pattern) => left is ColumnValue { Field: { Type: FieldType.Picklist } field }
        ? new BoundLike(new LabelValue(left, field.PicklistValues), pattern.Pattern)
        : new BoundLike(left, pattern.Pattern);

    private void CheckOperator(Comparison comparison, BoundValue left)
    {
        bool equality = comparison.Operator is ComparisonOperator.Equal or ComparisonOperator.NotEqual;
        bool like = comparison.Operator == ComparisonOperator.Like;
        bool allowed = left.Type switch
        {
            FieldType.Boolean or FieldType.MultiPicklist => equality,
            FieldType.Id or FieldType.Reference => !like,
            FieldType.Int or FieldType.Double or FieldType.Currency or FieldType.Percent or FieldType.Date or FieldType.DateTime or FieldType.Time => !like,
            _ => true,
        };
        if (left is DistanceValue)
            allowed = comparison.Operator is ComparisonOperator.Less or ComparisonOperator.Greater;
        if (!allowed)
            throw scope.Refusal.InvalidOperator(left is DistanceValue ? "location" : LiteralBinder.TypeName(left.Type), comparison.Position);
    }

    private BoundCondition BindList(ListComparison list, BoundValue left)
    {
        if (list.Operator is ListOperator.Includes or ListOperator.Excludes)
            return BindIncludes(list, left);
        bool negated = list.Operator == ListOperator.NotIn;
        if (left is DistanceValue)
            throw scope.Refusal.InvalidOperator("location", list.Position);
        if (list.Values.Any(value => value is RelativeDateLiteral))
            return BindRanges(list, left, negated);

        List<object> bound = [];
        bool withNull = false;
        foreach (Literal literal in list.Values)
        {
            if (_literals.Bind(left, literal, list.Position) is { } value)
                bound.Add(value);
            else
                withNull = true;
        }

        if (left.Type == FieldType.MultiPicklist)
            return BindSets(left, bound, withNull, negated);
        if (withNull && left.Type == FieldType.Boolean)
            return new BoundIn(left, negated, [.. bound, 0L], false);
        return new BoundIn(left, negated, bound, withNull);
    }

    private BoundCondition BindRanges(ListComparison list, BoundValue left, bool negated)
    {
        List<BoundCondition> parts = [];
        foreach (Literal literal in list.Values)
            parts.Add(BindComparison(new Comparison(list.Left, ComparisonOperator.Equal, literal, list.Position), left));
        BoundOr any = new(parts);
        return negated ? new BoundNot(any) : any;
    }

    private static BoundCondition BindSets(BoundValue left, List<object> sets, bool withNull, bool negated)
    {
        List<BoundCondition> parts = [.. sets.Select(set => new BoundSameSet(left, false, (string)set))];
        if (withNull)
            parts.Add(new BoundIsNull(left, false));
        BoundOr any = new(parts);
        return negated ? new BoundNot(any) : any;
    }

    private BoundIncludes BindIncludes(ListComparison list, BoundValue left)
    {
        if (left.Type != FieldType.MultiPicklist)
            throw scope.Refusal.InvalidOperator(LiteralBinder.TypeName(left.Type), list.Position);
        List<string> combinations = [];
        foreach (Literal literal in list.Values)
        {
            if (_literals.Bind(left, literal, list.Position) is string combination)
                combinations.Add(combination);
        }

        return new BoundIncludes(left, list.Operator == ListOperator.Excludes, combinations);
    }
}
