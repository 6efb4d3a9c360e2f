using System.Linq.Expressions;
using Remotion.Linq;
using Remotion.Linq.Clauses;
using Remotion.Linq.Clauses.Expressions;
using Remotion.Linq.Clauses.ResultOperators;
using SalesforceLinq.Querying.Refusals;
using SalesforceLinq.Querying.Vocabulary;
using SalesforceLinq.Soql.Syntax;

namespace SalesforceLinq.Querying.Translation;

/// <summary>
/// Turns joins into relationships: the query starts from the child whose lookup is joined by, and every other range variable is
/// one of its parents.
/// </summary>
internal sealed class RelationshipJoins(RowScope scope)
{
    private readonly List<IQuerySource> _bound = [];
    private readonly Dictionary<IBodyClause, List<Func<Translator, SoqlCondition>>> _conditions = [];
    private readonly Dictionary<IQuerySource, ResolvedEntity> _parentGroups = [];
    private EntityModel? _root;

    /// <summary>The object the query starts from.</summary>
    public EntityModel Root => _root!;

    /// <summary>Gives every range variable of the query its meaning.</summary>
    /// <exception cref="QueryNotSupportedException">Something is joined that no relationship joins.</exception>
    public void Bind(SelectedQuery query)
    {
        _root = scope.Model.Entity(query.From.FromExpression switch
        {
            RootExpression root => root.EntityType,
            SourceExpression source => source.EntityType,
            var other => throw Refusal.Condition(other),
        });
        Bind(query.From, new ResolvedEntity(_root, ""));
        foreach (IBodyClause clause in query.Clauses)
        {
            switch (clause)
            {
                case JoinClause join:
                    Join(join, join, isOuter: false);
                    break;
                case GroupJoinClause group:
                    GroupJoin(group);
                    break;
                case AdditionalFromClause { FromExpression: RootExpression inner } from:
                    Crossed(from, scope.Model.Entity(inner.EntityType), query.Clauses.SkipWhile(other => other != from).OfType<WhereClause>());
                    break;
                case AdditionalFromClause from:
                    From(from);
                    break;
            }
        }
    }

    /// <summary>The conditions a join is besides: an inner join leaves out children without a parent.</summary>
    public IEnumerable<SoqlCondition> ConditionsOf(IBodyClause clause, Translator translator) =>
        _conditions.TryGetValue(clause, out List<Func<Translator, SoqlCondition>>? conditions) ? conditions.Select(condition => condition(translator)) : [];

    private void Join(JoinClause join, IBodyClause clause, bool isOuter)
    {
        EntityModel inner = InnerOf(join.InnerSequence, clause, out IQuerySource? filtered);
        RowScope alone = new(scope.Model);
        alone.Bind(join, new ResolvedEntity(inner, ""));
        if (scope.Resolve(join.OuterKeySelector) is not ResolvedField outerKey || alone.Resolve(join.InnerKeySelector) is not ResolvedField innerKey)
            throw Refusal.Join(join);
        if (!TryRelate(join, clause, inner, innerKey, outerKey, isOuter))
            throw Refusal.Join(join);
        if (filtered is not null)
            Bind(filtered, (ResolvedEntity)scope.Resolve(new QuerySourceReferenceExpression(join))!);
    }

    // Which of the two is the child: the one whose lookup holds the other's Id.
    private bool TryRelate(IQuerySource source, IBodyClause clause, EntityModel inner, ResolvedField innerKey, ResolvedField outerKey, bool isOuter)
    {
        if (innerKey.Field.ApiName == "Id" && ParentBehind(outerKey) is { } parent)
        {
            Bind(source, parent);
            if (!isOuter)
                Require(clause, parent);
            return true;
        }

        if (isOuter || outerKey.Path != "Id" || ParentOver(inner, innerKey.Field.ApiName) is not { } inverse)
            return false;
        StartFrom(source, inner, inverse, clause);
        return true;
    }

    private void GroupJoin(GroupJoinClause group)
    {
        JoinClause join = group.JoinClause;
        EntityModel inner = InnerOf(join.InnerSequence, group, out IQuerySource? filtered);
        RowScope alone = new(scope.Model);
        alone.Bind(join, new ResolvedEntity(inner, ""));
        if (filtered is not null || scope.Resolve(join.OuterKeySelector) is not ResolvedField outerKey || alone.Resolve(join.InnerKeySelector) is not ResolvedField innerKey)
            throw Refusal.Join(join);
        if (innerKey.Field.ApiName == "Id" && ParentBehind(outerKey) is { } parent)
        {
            _parentGroups[group] = parent;
            return;
        }

        ChildrenModel? children = outerKey.Path == "Id"
            ? Root.Children.FirstOrDefault(list => list.Target.ApiName == inner.ApiName && list.ForeignKeyApiName == innerKey.Field.ApiName)
            : null;
        scope.Bind(group, children is null ? throw Refusal.Join(join) : new ResolvedChildren(children, new ResolvedEntity(Root, "")));
    }

    private void From(AdditionalFromClause from)
    {
        switch (from.FromExpression)
        {
            case SubQueryExpression { QueryModel: { MainFromClause.FromExpression: RootExpression root, SelectClause.Selector: QuerySourceReferenceExpression } model } correlated:
                Correlated(from, model, scope.Model.Entity(root.EntityType), correlated);
                break;
            case SubQueryExpression { QueryModel: { ResultOperators: [DefaultIfEmptyResultOperator], BodyClauses.Count: 0 } model } outer:
                if (GroupOf(model.MainFromClause.FromExpression) is not { } group || !_parentGroups.TryGetValue(group, out ResolvedEntity? parent))
                    throw Refusal.OuterJoin(outer);
                Bind(from, parent);
                break;
            case SubQueryExpression { QueryModel: { ResultOperators.Count: 0 } model } filtered when scope.Resolve(model.MainFromClause.FromExpression) is ResolvedChildren list:
                Children(from, list, filtered);
                Bind(model.MainFromClause, new ResolvedEntity(Root, ""));
                Filter(from, model);
                break;
            case var reference when GroupOf(reference) is { } joined && _parentGroups.TryGetValue(joined, out ResolvedEntity? record):
                Bind(from, record);
                Require(from, record);
                break;
            case var list when scope.Resolve(list) is ResolvedChildren children:
                Children(from, children, list);
                break;
            default:
                throw Refusal.CrossJoin(from);
        }
    }

    // from a in accounts.Where(a => a.Id == c.AccountId): a join, said by a condition. With DefaultIfEmpty() it is an outer one.
    private void Correlated(AdditionalFromClause from, QueryModel model, EntityModel inner, Expression correlated)
    {
        bool isOuter = model.ResultOperators is [DefaultIfEmptyResultOperator { OptionalDefaultValue: null }];
        List<Expression> conditions = [.. model.BodyClauses.OfType<WhereClause>().SelectMany(where => Conjuncts.Of(where.Predicate))];
        if (model.BodyClauses.Count != model.BodyClauses.OfType<WhereClause>().Count() || (!isOuter && model.ResultOperators.Count > 0))
            throw Refusal.CrossJoin(from);
        if (conditions.Find(condition => TryLink(condition, from, model.MainFromClause, inner, isOuter)) is not { } link)
            throw isOuter ? Refusal.OuterJoin(correlated) : Refusal.CrossJoin(from);
        conditions.Remove(link);
        // Further conditions of an outer join leave the row and take its parent away, which SOQL cannot say.
        if (isOuter && conditions.Count > 0)
            throw Refusal.OuterJoin(correlated);
        Bind(model.MainFromClause, (ResolvedEntity)scope.Resolve(new QuerySourceReferenceExpression(from))!);
        foreach (Expression condition in conditions)
            ConditionsOf(from).Add(translator => translator.Conditions.Translate(condition));
    }

    // from a in accounts from c in contacts where c.AccountId == a.Id: the condition that joins them is the join, and no condition any more.
    private void Crossed(AdditionalFromClause from, EntityModel inner, IEnumerable<WhereClause> clauses)
    {
        foreach (WhereClause where in clauses)
        {
            List<Expression> conditions = [.. Conjuncts.Of(where.Predicate)];
            if (conditions.Find(condition => TryLink(condition, from, from, inner, isOuter: false)) is not { } link)
                continue;
            conditions.Remove(link);
            where.Predicate = conditions.Count == 0 ? Expression.Constant(true) : conditions.Aggregate(Expression.AndAlso);
            return;
        }

        throw Refusal.CrossJoin(from);
    }

    // Whether a condition compares a key of the inner records with one of the outer ones.
    private bool TryLink(Expression condition, AdditionalFromClause from, IQuerySource source, EntityModel inner, bool isOuter)
    {
        RowScope alone = new(scope.Model);
        alone.Bind(source, new ResolvedEntity(inner, ""));
        return condition is BinaryExpression { NodeType: ExpressionType.Equal } equal && (Relates(equal.Left, equal.Right) || Relates(equal.Right, equal.Left));

        bool Relates(Expression one, Expression other) => alone.Resolve(one) is ResolvedField innerKey && scope.Resolve(other) is ResolvedField outerKey
            && TryRelate(from, from, inner, innerKey, outerKey, isOuter);
    }

    private void Children(AdditionalFromClause from, ResolvedChildren children, Expression list)
    {
        if (children.Owner.Path.Length > 0)
            throw Refusal.Join(list);
        ParentModel inverse = children.Children.Inverse ?? ParentOver(children.Children.Target, children.Children.ForeignKeyApiName)
            ?? throw Refusal.NoInverse(children.Children);
        StartFrom(from, children.Children.Target, inverse, from);
    }

    // The rows of the result are the children, so the query starts from them: what was the root is their parent.
    private void StartFrom(IQuerySource source, EntityModel child, ParentModel inverse, IBodyClause clause)
    {
        string prefix = inverse.RelationshipName + ".";
        foreach (IQuerySource bound in _bound)
        {
            if (scope.Resolve(new QuerySourceReferenceExpression(bound)) is ResolvedEntity record)
            {
                scope.Bind(bound, record.Relationship is null
                    ? new ResolvedEntity(record.Entity, prefix, inverse)
                    : record with { Path = prefix + record.Path, OwnerPath = prefix + record.OwnerPath });
            }
        }

        _root = child;
        Bind(source, new ResolvedEntity(child, ""));
        Require(clause, source, inverse);
    }

    private void Require(IBodyClause clause, IQuerySource child, ParentModel inverse) => ConditionsOf(clause).Add(_ =>
        NotNull(((ResolvedEntity)scope.Resolve(new QuerySourceReferenceExpression(child))!).Path + inverse.ForeignKeyApiName));

    private void Require(IBodyClause clause, ResolvedEntity parent)
    {
        EntityModel before = Root;
        ConditionsOf(clause).Add(_ => ReferenceEquals(before, Root) ? NotNull(parent.ForeignKeyPath) : throw Refusal.JoinOrder());
    }

    private static SoqlComparison NotNull(string path) => new(new SoqlField(path), SoqlOperator.NotEqual, SoqlLiteral.Null);

    private List<Func<Translator, SoqlCondition>> ConditionsOf(IBodyClause clause)
    {
        if (!_conditions.TryGetValue(clause, out List<Func<Translator, SoqlCondition>>? conditions))
            _conditions[clause] = conditions = [];
        return conditions;
    }

    private void Filter(IBodyClause clause, QueryModel model)
    {
        foreach (IBodyClause inner in model.BodyClauses)
        {
            if (inner is not WhereClause where)
                throw Refusal.Operator(inner, "Inside a join only Where is possible; order the result.");
            ConditionsOf(clause).Add(translator => translator.Conditions.Translate(where.Predicate));
        }
    }

    private EntityModel InnerOf(Expression sequence, IBodyClause clause, out IQuerySource? filtered)
    {
        filtered = null;
        if (sequence is RootExpression root)
            return scope.Model.Entity(root.EntityType);
        if (sequence is not SubQueryExpression { QueryModel: { ResultOperators.Count: 0, SelectClause.Selector: QuerySourceReferenceExpression, MainFromClause.FromExpression: RootExpression inner } model })
            throw Refusal.Join(sequence);
        filtered = model.MainFromClause;
        Filter(clause, model);
        return scope.Model.Entity(inner.EntityType);
    }

    // contact.AccountId → the account of the contact.
    private static ResolvedEntity? ParentBehind(ResolvedField key)
    {
        string owner = key.Path[..^key.Field.ApiName.Length];
        return ParentOver(key.Field.Entity, key.Field.ApiName) is { } parent
            ? new ResolvedEntity(parent.Target, owner + parent.RelationshipName + ".", parent, owner)
            : null;
    }

    private static ParentModel? ParentOver(EntityModel child, string foreignKey) =>
        child.Parents.FirstOrDefault(parent => parent.ForeignKeyApiName == foreignKey && !parent.IsPolymorphic);

    private static IQuerySource? GroupOf(Expression expression) => (expression as QuerySourceReferenceExpression)?.ReferencedQuerySource;

    private void Bind(IQuerySource source, ResolvedEntity record)
    {
        _bound.Add(source);
        scope.Bind(source, record);
    }
}
