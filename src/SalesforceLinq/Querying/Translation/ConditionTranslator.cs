using System.Globalization;
using System.Linq.Expressions;
using Remotion.Linq.Clauses.Expressions;
using Remotion.Linq.Clauses.ResultOperators;
using SalesforceLinq.Querying.Plans;
using SalesforceLinq.Querying.Refusals;
using SalesforceLinq.Querying.Translation.Methods;
using SalesforceLinq.Querying.Translation.Operands;
using SalesforceLinq.Querying.Vocabulary;
using SalesforceLinq.Soql.Syntax;

namespace SalesforceLinq.Querying.Translation;

/// <summary>Turns a predicate into a condition of SOQL. Negations are carried inward, where they become other operators.</summary>
internal sealed class ConditionTranslator(
    RowScope scope, HoleCollector holes, Func<Expression, Operand?> operandOf, Func<SubQueryExpression, bool, SoqlCondition> subqueries)
{
    private readonly StringMethods _strings = new(operandOf, holes);
    private readonly WordConditions _words = new(operandOf, holes);
    private readonly ChoiceSets _sets = new(operandOf, holes);

    /// <exception cref="QueryNotSupportedException">SOQL cannot say it.</exception>
    public SoqlCondition Translate(Expression predicate) => Translate(predicate, negate: false);

    private SoqlCondition Translate(Expression predicate, bool negate)
    {
        switch (predicate)
        {
            case ConstantExpression { Value: bool outcome }:
                return SoqlAlways.Of(outcome != negate);
            case UnaryExpression { NodeType: ExpressionType.Not } not:
                return Translate(not.Operand, !negate);
            case UnaryExpression { NodeType: ExpressionType.Convert } conversion when Nullable.GetUnderlyingType(conversion.Operand.Type) == typeof(bool) || conversion.Type == typeof(bool?):
                return Translate(conversion.Operand, negate);
            case BinaryExpression { NodeType: ExpressionType.AndAlso or ExpressionType.And } both when both.Type == typeof(bool):
                return Join(both, negate, isAnd: !negate);
            case BinaryExpression { NodeType: ExpressionType.OrElse or ExpressionType.Or } either when either.Type == typeof(bool):
                return Join(either, negate, isAnd: negate);
            case BinaryExpression { NodeType: ExpressionType.Coalesce } either when either.Type == typeof(bool):
                return Choice(Choices.Of(either)!, negate);
            case BinaryExpression { NodeType: ExpressionType.ExclusiveOr } different when different.Type == typeof(bool):
                return Comparison(Expression.NotEqual(different.Left, different.Right), negate);
            case BinaryExpression comparison:
                return Comparison(comparison, negate);
            case ConditionalExpression choice:
                return Choice(choice, negate);
            case ListContainsExpression list:
                return InList(list, negate);
            case SubQueryExpression subquery when subquery.Type == typeof(bool):
                return subqueries(subquery, negate);
            case TypeBinaryExpression test when scope.Resolve(test.Expression) is ResolvedEntity record:
                return record.Entity.IsPolymorphic ? IsOfType(test, record, negate) : IsThere(test, record, negate);
            case MethodCallExpression call:
                return Call(call, negate);
            case SlotExpression slot:
                return new SoqlKnown(Raw(slot), negate ? SoqlOperator.NotEqual : SoqlOperator.Equal, SoqlLiteral.True);
        }

        if (predicate.Type == typeof(bool) && operandOf(predicate) is { } flag)
            return new SoqlComparison(flag.Term, SoqlOperator.Equal, SoqlLiteral.Of(!negate));
        throw Refusal.Condition(predicate);
    }

    private SoqlCondition Join(BinaryExpression junction, bool negate, bool isAnd)
    {
        // Long chains lean to the left: they are walked, not recursed into.
        List<SoqlCondition> conditions = [];
        Expression current = junction;
        while (current is BinaryExpression chained && chained.NodeType == junction.NodeType)
        {
            conditions.Add(Translate(chained.Right, negate));
            current = chained.Left;
        }

        conditions.Add(Translate(current, negate));
        conditions.Reverse();
        if (!isAnd && conditions.Exists(SoqlJunction.HasSubquery))
            throw Refusal.SemiJoinUnderOr(junction);
        return isAnd ? SoqlJunction.All([.. conditions]) : SoqlJunction.Any([.. conditions]);
    }

    private SoqlCondition Choice(ConditionalExpression choice, bool negate)
    {
        SoqlCondition either = SoqlJunction.Any(
            SoqlJunction.All(Translate(choice.Test, negate: false), Translate(choice.IfTrue, negate)),
            SoqlJunction.All(Translate(choice.Test, negate: true), Translate(choice.IfFalse, negate)));
        return SoqlJunction.HasSubquery(either) && either is SoqlJunction { IsAnd: false } ? throw Refusal.SemiJoinUnderOr(choice) : either;
    }

    private SoqlCondition Call(MethodCallExpression call, bool negate)
    {
        // (c.Email ?? "").Contains("@"): the question to each outcome.
        if (call is { Object: { } text } && text.Type == typeof(string) && operandOf(text) is null && Choices.Of(text) is { } either)
            return Choice(Expression.Condition(either.Test, call.Update(either.IfTrue, call.Arguments), call.Update(either.IfFalse, call.Arguments)), negate);
        SoqlCondition? condition = _strings.TryTranslate(call, negate) ?? _words.TryTranslate(call, negate) ?? _sets.TryTranslate(call, negate);
        if (condition is not null)
            return condition;
        if (call.Method.Name == nameof(Equals) && EqualsOperands(call) is var (left, right))
            return Comparison(Expression.Equal(left, right.Type == left.Type ? right : Expression.Convert(right, left.Type)), negate);
        throw Refusal.Method(call);
    }

    private static (Expression Left, Expression Right)? EqualsOperands(MethodCallExpression call) => call switch
    {
        { Object: { } left, Arguments: [var right] } => (left, right),
        { Object: null, Arguments: [var left, var right] } => (left, right),
        _ => null,
    };

    private SoqlCondition InList(ListContainsExpression list, bool negate)
    {
        QueryHole hole = scope.Resolve(list.Item) is ResolvedEntity record
            ? new QueryHole(list.List.Index, null) { Adapt = IdOf(record) }
            : new QueryHole(list.List.Index, null);
        Operand operand = scope.Resolve(list.Item) is ResolvedEntity entity
            ? new Operand(new SoqlField(entity.Relationship is null ? entity.Path + "Id" : entity.ForeignKeyPath), null, true)
            : operandOf(list.Item) ?? throw Refusal.Condition(list);
        hole = hole with { Field = operand.Field, Adapt = hole.Adapt ?? operand.Adapt };
        return new SoqlIn(operand.Term, [holes.Add(hole)], negate);
    }

    // Where all records are of one class, 'is' asks whether there is one.
    private SoqlCondition IsThere(TypeBinaryExpression test, ResolvedEntity record, bool negate)
    {
        bool isOfClass = test.TypeOperand.IsAssignableFrom(record.Entity.ClrType);
        return record.Relationship is null || !isOfClass
            ? SoqlAlways.Of(isOfClass != negate)
            : new SoqlComparison(new SoqlField(record.ForeignKeyPath), negate ? SoqlOperator.Equal : SoqlOperator.NotEqual, SoqlLiteral.Null);
    }

    private SoqlComparison IsOfType(TypeBinaryExpression test, ResolvedEntity record, bool negate)
    {
        string name = scope.ObjectNameOf(record, test.TypeOperand) ?? throw Refusal.Condition(test);
        return new SoqlComparison(new SoqlField(record.Path + "Type"), negate ? SoqlOperator.NotEqual : SoqlOperator.Equal, new SoqlLiteral(name));
    }

    private SoqlCondition Comparison(BinaryExpression comparison, bool negate)
    {
        if (Operator(comparison.NodeType) is not { } operation)
            throw comparison.NodeType is ExpressionType.Coalesce ? Refusal.Condition(comparison) : Refusal.Arithmetic(comparison);
        (Expression left, Expression right) = (comparison.Left, comparison.Right);
        if (IsValue(left) && !IsValue(right))
            (left, right, operation) = (right, left, Flip(operation));
        if (Choices.Of(left) is { } choice && operandOf(left) is null)
            return Choice(Choices.Compared(choice, comparison.NodeType, left, right, isFlipped: left != comparison.Left), negate);
        if (_strings.TryCompare(left, right) is var (compared, value))
            (left, right) = IsValue(compared) ? throw Refusal.Condition(comparison) : (compared, value);
        if (_strings.TryIndexOf(left, operation, right, negate) is { } place)
            return place;
        if (left.Type == typeof(bool) && right.Type == typeof(bool) && !IsValue(left) && !IsValue(right))
            return Choice(Expression.Condition(left, right, Expression.Not(right)), negate != (operation == SoqlOperator.NotEqual));
        if (operandOf(left) is null && Counted(left) is { } children)
            return subqueries(children, IsAnyOf(operation, right, comparison) == negate);
        if (IsValue(left) && IsValue(right))
            return new SoqlKnown(Raw(left), negate ? Negate(operation) : operation, Raw(right));
        if (scope.Resolve(left) is ResolvedEntity record)
            return Entity(record, right, negate ? Negate(operation) : operation, comparison);
        if (left.Type == typeof(bool) && right is ConstantExpression or SlotExpression && operandOf(left) is null)
            return Boolean(comparison, left, right, negate == (operation == SoqlOperator.NotEqual));

        if (_sets.TryCompare(comparison, left, operation, right, negate) is { } flags)
            return flags;

        Operand operand = operandOf(left) ?? throw NoOperand(left, comparison);
        if (!IsValue(right) && _words.DateLiteral(right) is null)
            throw operandOf(right) is not null ? Refusal.FieldToField(comparison) : NoOperand(right, comparison);
        if (operand.Field is { } whole && CompoundParts.IsCompound(whole))
            throw Refusal.WholeCompound(whole, comparison);
        if (operation is not (SoqlOperator.Equal or SoqlOperator.NotEqual) && EnumOf(operand) is { } choices)
            throw Refusal.OrderOfChoices(comparison, choices);
        return Compare(operand, operation, right, negate);
    }

    // a.Contacts.Count() > 0 asks whether there is one; SOQL knows no other question to a number of children.
    private static SubQueryExpression? Counted(Expression side) =>
        Casts.Stripped(side) is SubQueryExpression { QueryModel.ResultOperators: [CountResultOperator or LongCountResultOperator] } counted ? counted : null;

    private static bool IsAnyOf(SoqlOperator operation, Expression number, Expression comparison) =>
        (operation, Casts.Stripped(number) is ConstantExpression { Value: { } value } ? Convert.ToInt64(value, CultureInfo.InvariantCulture) : -1) switch
        {
            (SoqlOperator.Greater or SoqlOperator.NotEqual, 0) or (SoqlOperator.GreaterOrEqual, 1) => true,
            (SoqlOperator.Equal or SoqlOperator.LessOrEqual, 0) or (SoqlOperator.Less, 1) => false,
            _ => throw Refusal.CountOfChildren(comparison),
        };

    private SoqlValue Raw(Expression value) => Casts.Stripped(value) switch
    {
        SlotExpression slot => holes.Add(new QueryHole(slot.Index, null)),
        ConstantExpression constant => new SoqlLiteral(constant.Value),
        var other => throw Refusal.Condition(other),
    };

    // Salesforce orders picklist values as texts, and C# orders an enum by its numbers.
    private static Type? EnumOf(Operand operand) =>
        operand.Field is { } field && (Nullable.GetUnderlyingType(field.ClrType) ?? field.ClrType) is { IsEnum: true } type ? type : null;

    private QueryNotSupportedException NoOperand(Expression side, Expression comparison) => side switch
    {
        BinaryExpression or UnaryExpression { NodeType: ExpressionType.Negate } => Refusal.Arithmetic(comparison),
        _ when IsOfChildren(side) => Refusal.ValueOfChildren(comparison),
        _ => Refusal.Condition(comparison),
    };

    private bool IsOfChildren(Expression side) => Casts.Stripped(side) switch
    {
        SubQueryExpression subquery => scope.Resolve(SelectedQuery.Of(subquery.QueryModel).From.FromExpression) is ResolvedChildren,
        MemberExpression { Expression: { } owner } => IsOfChildren(owner),
        _ => false,
    };

    private SoqlCondition Compare(Operand operand, SoqlOperator operation, Expression right, bool negate)
    {
        SoqlValue value = _words.DateLiteral(right) ?? Value(right, operand);
        if (!negate)
            return new SoqlComparison(operand.Term, operation, value);

        SoqlComparison opposite = new(operand.Term, Negate(operation), value) { OutcomeOfNull = true };
        bool isOrder = operation is not (SoqlOperator.Equal or SoqlOperator.NotEqual);
        // In C# no order holds for null, so its negation does.
        return isOrder && operand.IsNullable
            ? SoqlJunction.Any(opposite, new SoqlComparison(operand.Term, SoqlOperator.Equal, SoqlLiteral.Null))
            : opposite;
    }

    private SoqlValue Value(Expression expression, Operand operand) => Casts.Stripped(expression) switch
    {
        ConstantExpression { Value: null } => SoqlLiteral.Null,
        ConstantExpression { Value: bool flag } => SoqlLiteral.Of(flag),
        ConstantExpression { Value: int or long } number => new SoqlLiteral(number.Value),
        SlotExpression slot => holes.Add(new QueryHole(slot.Index, operand.Field) { Adapt = operand.Adapt }),
        var other => throw Refusal.Condition(other),
    };

    private SoqlComparison Entity(ResolvedEntity record, Expression right, SoqlOperator operation, Expression comparison)
    {
        if (operation is not (SoqlOperator.Equal or SoqlOperator.NotEqual))
            throw Refusal.Condition(comparison);
        SoqlField key = new(record.Relationship is null ? record.Path + "Id" : record.ForeignKeyPath);
        return Casts.Stripped(right) switch
        {
            ConstantExpression { Value: null } => new SoqlComparison(key, operation, SoqlLiteral.Null),
            SlotExpression slot => new SoqlComparison(key, operation, holes.Add(new QueryHole(slot.Index, null) { Adapt = IdOf(record) })),
            _ => throw Refusal.FieldToField(comparison),
        };
    }

    // (a && b) == true
    private SoqlCondition Boolean(BinaryExpression comparison, Expression left, Expression right, bool isTrueWanted) => right switch
    {
        ConstantExpression { Value: bool flag } => Translate(left, flag != isTrueWanted),
        _ => throw Refusal.Condition(comparison),
    };

    private Func<object?, object?> IdOf(ResolvedEntity record) => value =>
        value is null ? null : (scope.Model.FindEntity(value.GetType()) ?? record.Entity).Id is var id ? id.ToWire(id.GetValue(value)) : null;

    private static bool IsValue(Expression expression) => Casts.Stripped(expression) is ConstantExpression or SlotExpression;

    private static SoqlOperator? Operator(ExpressionType type) => type switch
    {
        ExpressionType.Equal => SoqlOperator.Equal,
        ExpressionType.NotEqual => SoqlOperator.NotEqual,
        ExpressionType.LessThan => SoqlOperator.Less,
        ExpressionType.LessThanOrEqual => SoqlOperator.LessOrEqual,
        ExpressionType.GreaterThan => SoqlOperator.Greater,
        ExpressionType.GreaterThanOrEqual => SoqlOperator.GreaterOrEqual,
        _ => null,
    };

    private static SoqlOperator Flip(SoqlOperator operation) => operation switch
    {
        SoqlOperator.Less => SoqlOperator.Greater,
        SoqlOperator.LessOrEqual => SoqlOperator.GreaterOrEqual,
        SoqlOperator.Greater => SoqlOperator.Less,
        SoqlOperator.GreaterOrEqual => SoqlOperator.LessOrEqual,
        _ => operation,
    };

    private static SoqlOperator Negate(SoqlOperator operation) => operation switch
    {
        SoqlOperator.Equal => SoqlOperator.NotEqual,
        SoqlOperator.NotEqual => SoqlOperator.Equal,
        SoqlOperator.Less => SoqlOperator.GreaterOrEqual,
        SoqlOperator.LessOrEqual => SoqlOperator.Greater,
        SoqlOperator.Greater => SoqlOperator.LessOrEqual,
        _ => SoqlOperator.Less,
    };
}
