using System.Linq.Expressions;
using Remotion.Linq.Clauses;
using Remotion.Linq.Clauses.Expressions;
using Remotion.Linq.Clauses.ResultOperators;
using SalesforceLinq.Querying.Refusals;
using SalesforceLinq.Querying.Translation.Operands;
using SalesforceLinq.Querying.Vocabulary;
using SalesforceLinq.Soql.Syntax;

namespace SalesforceLinq.Querying.Translation;

/// <summary>Turns questions to other records into semi-joins and anti-joins: <c>Id IN (SELECT AccountId FROM Contact …)</c>.</summary>
internal sealed class SubqueryTranslator(RowScope scope, HoleCollector holes, EntityModel outer)
{
    /// <summary>Most subqueries of one WHERE.</summary>
    public const int MaxSubqueries = 2;

    private int _count;

    public SoqlCondition Translate(SubQueryExpression subquery, bool negate)
    {
        SelectedQuery query = SelectedQuery.Of(subquery.QueryModel);
        if (query.From.FromExpression.Type != typeof(string) && scope.Resolve(query.From.FromExpression) is ResolvedField set)
            return new ChoiceSetTranslator(holes).Translate(set, query, negate, subquery);
        if (query.From.FromExpression is not (RootExpression or SourceExpression) && scope.Resolve(query.From.FromExpression) is not ResolvedChildren)
            throw Refusal.Condition(subquery);
        if (++_count > MaxSubqueries)
            throw Refusal.ManySemiJoins();
        if (query.Group is not null)
            throw Refusal.Operator("GroupBy", "Only Where and Select are possible inside a subquery of a condition.");
        // Whether a value is among others does not depend on how often it is.
        return query.Operators.Where(result => result is not DistinctResultOperator).ToList() switch
        {
            [AnyResultOperator] => Any(query, null, negate),
            // A count that is compared with zero.
            [CountResultOperator or LongCountResultOperator] => Any(query, null, negate),
            [AllResultOperator all] => Any(query, Expression.Not(all.Predicate), !negate),
            [ContainsResultOperator contains] => Contains(query, contains.Item, negate),
            [TakeResultOperator or SkipResultOperator, ..] => throw Refusal.AfterPaging("A subquery of a condition"),
            _ => throw Refusal.Condition(subquery),
        };
    }

    private SoqlInQuery Any(SelectedQuery query, Expression? extra, bool negate)
    {
        if (Start(query) is var (entity, written))
            return Correlated(query, entity, written, extra, negate);
        if (scope.Resolve(query.From.FromExpression) is not ResolvedChildren children)
            throw Refusal.Condition(query.From.FromExpression);
        // The siblings of a contact are the children of its account: what the lookup holds is looked for.
        string key = children.Owner.Relationship is null ? children.Owner.Path + "Id" : children.Owner.ForeignKeyPath;
        if (key.Contains('.', StringComparison.Ordinal))
            throw Refusal.SemiJoinOfParent(query.From.FromExpression);

        EntityModel child = children.Children.Target;
        RowScope inner = Inner(query, child);
        SoqlCondition? where = Where(query, inner, null, extra, _ => false);
        SoqlQuery soql = new()
        {
            From = child.ApiName,
            Select = [new SoqlSelectTerm(new SoqlField(children.Children.ForeignKeyApiName))],
            Where = where,
        };
        return new SoqlInQuery(new SoqlField(key), Different(soql, child), negate);
    }

    // ctx.Contacts.Any(c => c.AccountId == a.Id && …): the comparison with the outer row is what the semi-join joins by.
    private SoqlInQuery Correlated(SelectedQuery query, EntityModel entity, SoqlCondition? written, Expression? extra, bool negate)
    {
        RowScope inner = Inner(query, entity);
        (SoqlTerm Outer, SoqlTerm Inner)? link = null;
        SoqlCondition? where = Where(query, inner, written, extra, conjunct =>
        {
            if (link is not null || conjunct is not BinaryExpression { NodeType: ExpressionType.Equal } equal)
                return false;
            link = Link(equal.Left, equal.Right, inner) ?? Link(equal.Right, equal.Left, inner);
            return link is not null;
        });
        if (link is not var (outerTerm, innerTerm))
            throw Refusal.UnlinkedSubquery(query.Selector, entity);
        SoqlQuery soql = new() { From = entity.ApiName, Select = [new SoqlSelectTerm(innerTerm)], Where = where };
        return new SoqlInQuery(outerTerm, Different(soql, entity), negate);
    }

    private (SoqlTerm, SoqlTerm)? Link(Expression left, Expression right, RowScope inner) =>
        KeyOf(left, scope) is { } outerKey && KeyOf(right, inner) is { } innerKey && SourceOf(right) is { } source && inner.Owns(source)
            && SourceOf(left) is { } outerSource && !inner.Owns(outerSource)
            ? (outerKey, innerKey)
            : null;

    private SoqlInQuery Contains(SelectedQuery query, Expression item, bool negate)
    {
        // a.Contacts.Select(c => c.LastName).Contains(name): one of the children has that value.
        if (scope.Resolve(query.From.FromExpression) is ResolvedChildren)
            return Any(query, Expression.Equal(query.Selector, item), negate);
        if (Start(query) is not var (entity, written))
            throw Refusal.Condition(item);
        RowScope inner = Inner(query, entity);
        SoqlTerm selected = KeyOf(query.Selector, inner) ?? throw Refusal.Condition(query.Selector);
        SoqlTerm key = KeyOf(item, scope) ?? throw Refusal.Condition(item);
        SoqlQuery soql = new() { From = entity.ApiName, Select = [new SoqlSelectTerm(selected)], Where = Where(query, inner, written, null, _ => false) };
        return new SoqlInQuery(key, Different(soql, entity), negate);
    }

    // What the subquery starts from: all records of a class, or those that SOQL text picks.
    private (EntityModel Entity, SoqlCondition? Written)? Start(SelectedQuery query)
    {
        switch (query.From.FromExpression)
        {
            case RootExpression root:
                return (scope.Model.Entity(root.EntityType), null);
            case SourceExpression source:
                WrittenStart start = new WrittenQueryReader(scope.Model, holes, Refusal.WrittenSubquery).Read(source);
                if (start.Paging.Count > 0)
                    throw Refusal.WrittenSubquery("it cuts off its rows");
                if (start.Query.Scope is not null || start.Query.Usage != SoqlUsage.None)
                    throw Refusal.WrittenSubquery("it has a scope, or a use for its rows");
                return SoqlJunction.HasSubquery(start.Query.Where)
                    ? throw Refusal.NestedSemiJoin(source)
                    : (scope.Model.Entity(source.EntityType), start.Query.Where);
            default:
                return null;
        }
    }

    private SoqlQuery Different(SoqlQuery soql, EntityModel entity) =>
        entity.ApiName == outer.ApiName ? throw Refusal.SemiJoinOverSame(entity) : soql;

    private RowScope Inner(SelectedQuery query, EntityModel entity)
    {
        RowScope inner = new(scope.Model, scope);
        inner.Bind(query.From, new ResolvedEntity(entity, ""));
        return inner;
    }

    private SoqlCondition? Where(SelectedQuery query, RowScope inner, SoqlCondition? written, Expression? extra, Predicate<Expression> take)
    {
        ConditionTranslator conditions = new(inner, holes, new TermTranslator(inner, holes).TryTranslate, (nested, _) => throw Refusal.NestedSemiJoin(nested));
        List<SoqlCondition> all = written is null ? [] : [written];
        foreach (IBodyClause clause in query.Clauses)
        {
            // An order means nothing to the question whether something is there.
            if (clause is OrderByClause)
                continue;
            if (clause is not WhereClause where)
                throw Refusal.Operator(clause, "Only Where is possible inside a subquery of a condition.");
            all.AddRange(Conjuncts.Of(where.Predicate).Where(conjunct => !take(conjunct)).Select(conditions.Translate));
        }

        if (extra is not null)
            all.Add(conditions.Translate(extra));
        return all.Count == 0 ? null : SoqlJunction.All([.. all]);
    }

    private static SoqlField? KeyOf(Expression expression, RowScope within) => within.Resolve(expression) switch
    {
        ResolvedField field => new SoqlField(field.Path),
        ResolvedEntity { Relationship: null } record => new SoqlField(record.Path + "Id"),
        ResolvedEntity record => new SoqlField(record.ForeignKeyPath),
        _ => null,
    };

    private static IQuerySource? SourceOf(Expression expression) => expression switch
    {
        QuerySourceReferenceExpression reference => reference.ReferencedQuerySource,
        MemberExpression { Expression: { } inner } => SourceOf(inner),
        UnaryExpression unary => SourceOf(unary.Operand),
        _ => null,
    };
}
