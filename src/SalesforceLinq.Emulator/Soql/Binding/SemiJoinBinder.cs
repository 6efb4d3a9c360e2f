using SalesforceLinq.Emulator.Schema;
using SalesforceLinq.Emulator.Soql.Syntax;

namespace SalesforceLinq.Emulator.Soql.Binding;

/// <summary>Resolves semi-joins and anti-joins, and refuses what Salesforce does not allow in them.</summary>
/// <remarks>Source: SOQL and SOSL Reference, "Comparison Operators".</remarks>
internal sealed class SemiJoinBinder(BindingScope scope, bool inner, Func<SoqlQuery, BoundQuery> bindQuery)
{
    private const int MostSubqueries = 2;

    private static readonly HashSet<string> NotInside = new(StringComparer.OrdinalIgnoreCase)
    {
        "ActivityHistory", "Attachment", "Event", "EventAttendee", "Note", "OpenActivity", "Task",
    };

    /// <summary>Semi-joins stand at the top level of WHERE, joined by AND, and at most two of them.</summary>
    public void CheckPlaces(Condition where)
    {
        int count = Count(where);
        if (count > MostSubqueries)
            throw scope.Refusal.Malformed($"Maximum {MostSubqueries} semi join sub-selects are allowed", where.Position);
        Check(where);
    }

    public BoundSemiJoin Bind(SemiJoin join, BoundValue left)
    {
        if (inner)
            throw scope.Refusal.Malformed("Nesting of semi join sub-selects is not supported", join.Position);
        if (join.Left is FieldPath path && scope.FromRoot(path).Count > 1)
            throw scope.Refusal.Malformed("Semi join sub-selects cannot have a relationship field as their left operand: " + path, join.Position);
        if (left is not ColumnValue { Type: FieldType.Id or FieldType.Reference } column)
            throw scope.Refusal.Malformed($"Semi join sub-selects can only query id fields, cannot use: '{left.Name}'", join.Position);
        CheckQuery(join);

        BoundQuery query = bindQuery(join.Query);
        if (query.Row?.Members is not [ValueMember { Value: ColumnValue { Type: FieldType.Id or FieldType.Reference } selected }])
            throw scope.Refusal.Malformed($"Semi join sub-selects can only query id fields, cannot use: '{join.Query.Select[0]}'", join.Query.Select[0].Position);
        if (query.Root.Object == scope.Sources.Root.Object)
            throw scope.Refusal.Malformed("The inner and outer selects should not be on the same object type", join.Query.Position);
        if (!Overlap(column, selected))
        {
            throw scope.Refusal.Malformed(
                $"The selected field '{selected.Name}' in the subquery and the left operand field in the where expression in the outer query '{column.Name}' should point to the same object type",
                join.Position);
        }

        return new BoundSemiJoin(column, join.Negated, query, selected);
    }

    private static int Count(Condition condition) => condition switch
    {
        AndCondition all => all.Parts.Sum(Count),
        OrCondition either => either.Parts.Sum(Count),
        NotCondition negation => Count(negation.Inner),
        SemiJoin => 1,
        _ => 0,
    };

    private void Check(Condition condition)
    {
        switch (condition)
        {
            case AndCondition all:
                foreach (Condition part in all.Parts)
                    Check(part);
                break;
            case OrCondition either when Count(either) > 0:
                throw scope.Refusal.Malformed("Semi join sub-selects are not allowed with the 'OR' operator", either.Position);
            case NotCondition negation when Count(negation) > 0:
                throw scope.Refusal.Malformed("Semi join sub-selects are not allowed with the 'NOT' operator: write NOT IN for IN, or IN for NOT IN", negation.Position);
        }
    }

    private void CheckQuery(SemiJoin join)
    {
        SoqlQuery query = join.Query;
        if (query.OrderBy.Count > 0 || query.Limit is not null || query.Offset is not null)
            throw scope.Refusal.Malformed("Semi join sub-selects do not support ORDER BY, LIMIT and OFFSET", query.Position);
        if (query.GroupBy is not null || query.For.Count > 0 || query.Update.Count > 0)
            throw scope.Refusal.Malformed("Semi join sub-selects do not support GROUP BY, FOR and UPDATE", query.Position);
        if (query.Select is not [ValueItem { Value: FieldPath selected }])
            throw scope.Refusal.Malformed("Semi join sub-selects must select exactly one id or reference field", query.Select[0].Position);
        if (selected.Names.Count > 2)
            throw scope.Refusal.Malformed($"Semi join sub-selects can only query id fields, cannot use: '{selected}'", selected.Position);
        if (NotInside.Contains(query.From.Source.Field))
            throw scope.Refusal.Malformed($"Entity '{query.From.Source.Field}' is not supported for semi join inner selects", query.From.Source.Position);
    }

    private static bool Overlap(ColumnValue left, ColumnValue selected)
    {
        IReadOnlyList<string> wanted = Targets(left);
        return Targets(selected).Any(target => wanted.Contains(target, StringComparer.OrdinalIgnoreCase));
    }

    private static IReadOnlyList<string> Targets(ColumnValue column) =>
        column.Type == FieldType.Id ? [column.Source.Object.Name] : column.Field.ReferenceTo;
}
