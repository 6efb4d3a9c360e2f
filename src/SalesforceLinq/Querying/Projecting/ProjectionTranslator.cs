using System.Linq.Expressions;
using Remotion.Linq.Clauses;
using Remotion.Linq.Clauses.Expressions;
using Remotion.Linq.Clauses.ResultOperators;
using SalesforceLinq.Querying.Refusals;
using SalesforceLinq.Querying.Translation;
using SalesforceLinq.Querying.Translation.Operands;
using SalesforceLinq.Querying.Vocabulary;
using SalesforceLinq.Soql.Syntax;

namespace SalesforceLinq.Querying.Projecting;

/// <summary>Splits a projection: what SOQL fetches becomes columns, and the rest is computed for each row.</summary>
internal sealed class ProjectionTranslator : ExpressionVisitor
{
    private readonly RowScope _scope;
    private readonly TermTranslator _terms;
    private readonly ProjectionBuilder _columns;
    private readonly ProjectionTranslator? _outer;
    private readonly ChildListTranslator _children;

    /// <param name="scope">What the range variables stand for.</param>
    /// <param name="terms">Translates functions.</param>
    /// <param name="holes">Takes the values of child queries.</param>
    /// <param name="columns">Takes the columns.</param>
    /// <param name="outer">The projection of the row whose children are projected here; null for the row itself.</param>
    /// <param name="children">Counts the child queries of the whole query, and how deep they stand.</param>
    public ProjectionTranslator(
        RowScope scope, TermTranslator terms, HoleCollector holes, ProjectionBuilder columns, ProjectionTranslator? outer = null, ChildQueryCount? children = null)
    {
        _scope = scope;
        _terms = terms;
        _columns = columns;
        _outer = outer;
        _children = new ChildListTranslator(scope, holes, columns, this, children ?? new ChildQueryCount());
    }

    /// <summary>The computation, over the columns it asked for.</summary>
    public Expression<Func<object?[], object?[], object?>> Translate(Expression selector) =>
        Expression.Lambda<Func<object?[], object?[], object?>>(Expression.Convert(Visit(selector), typeof(object)), _columns.Row, _columns.Values);

    [return: System.Diagnostics.CodeAnalysis.NotNullIfNotNull(nameof(node))]
    public override Expression? Visit(Expression? node) => node switch
    {
        null => null,
        SlotExpression slot => Expression.Convert(Expression.ArrayIndex(_columns.Values, Expression.Constant(slot.Index)), slot.Type),
        MemberExpression or QuerySourceReferenceExpression or UnmappedFieldExpression when IsOfOuterRow(node) => _outer!.Visit(node),
        QuerySourceReferenceExpression reference when _scope.SubstituteOf(reference.ReferencedQuerySource) is { } substitute => Visit(substitute),
        BinaryExpression { NodeType: ExpressionType.Equal or ExpressionType.NotEqual } test when NullTested(test) is { } tested => NullTest(test, tested),
        TypeBinaryExpression test when IsOfOuterRow(test.Expression) => _outer!.Visit(test),
        TypeBinaryExpression test when _scope.Resolve(test.Expression) is ResolvedEntity record && _scope.ObjectNameOf(record, test.TypeOperand) is { } name =>
            Expression.Equal(_columns.TypeName(RelationshipOf(record, test), name), Expression.Constant(name)),
        MemberExpression { Expression: { } owner } member when IsChildOrNull(owner) => OfChildOrNull(member, owner),
        SubQueryExpression subquery => _children.Translate(subquery),
        MethodCallExpression call when QueryWords.WordOf(call.Method) is { } word => Function(call, word),
        _ => Column(node) ?? base.Visit(node)!,
    };

    // a.Contacts.FirstOrDefault().LastName: of a child that is not there it is null, as of a parent that is not there.
    private static bool IsChildOrNull(Expression owner) => owner switch
    {
        SubQueryExpression { QueryModel.ResultOperators: [.., ChoiceResultOperatorBase { ReturnDefaultWhenEmpty: true }] } => !owner.Type.IsValueType,
        MemberExpression { Expression: { } inner } => !owner.Type.IsValueType && IsChildOrNull(inner),
        _ => false,
    };

    private BlockExpression OfChildOrNull(MemberExpression member, Expression owner)
    {
        ParameterExpression child = Expression.Variable(owner.Type);
        return Expression.Block(
            [child],
            Expression.Assign(child, Visit(owner)),
            Expression.Condition(Expression.Equal(child, Expression.Constant(null, owner.Type)), Expression.Default(member.Type), Expression.MakeMemberAccess(child, member.Member)));
    }

    private Expression? Column(Expression node)
    {
        // Only members and range variables are columns; a conversion around one stays in the computation.
        if (node is not (MemberExpression or QuerySourceReferenceExpression or UnmappedFieldExpression))
            return null;
        switch (_scope.Resolve(node))
        {
            case ResolvedField { IsOfCast: true } field when node is MemberExpression { Expression: { } instance }:
                return _columns.FieldOfType(RelationshipOf((ResolvedEntity)_scope.Resolve(instance)!, node), field.Field, node.Type);
            case ResolvedField field:
                return _columns.Field(field.Path, field.Field, node.Type);
            case ResolvedEntity { Entity.IsPolymorphic: true }:
                throw Refusal.PolymorphicEntity(node);
            case ResolvedEntity entity:
                EntityShape shape = new(entity.Entity);
                return _columns.Entity(entity.Path, shape.Reader(), shape.Select(entity.Path), node.Type);
            case ResolvedChildren children:
                return _children.Whole(children, node);
            default:
                return null;
        }
    }

    // In a list of children, 'a.Name' is a column of the account's row, which the computation for its children sees.
    private bool IsOfOuterRow(Expression node) => _outer is not null && SourceOf(node) is { } source && !_scope.Owns(source);

    private static IQuerySource? SourceOf(Expression? node) => node switch
    {
        QuerySourceReferenceExpression reference => reference.ReferencedQuerySource,
        MemberExpression member => SourceOf(member.Expression),
        UnaryExpression unary => SourceOf(unary.Operand),
        UnmappedFieldExpression field => SourceOf(field.Record),
        _ => null,
    };

    private static string RelationshipOf(ResolvedEntity record, Expression node) =>
        record is { Relationship: { } relationship, OwnerPath.Length: 0 } ? relationship.RelationshipName : throw Refusal.NestedTypeof(node);

    private Expression? NullTested(BinaryExpression test)
    {
        Expression? other = test.Right is ConstantExpression { Value: null } ? test.Left : test.Left is ConstantExpression { Value: null } ? test.Right : null;
        return other is not null && _scope.Resolve(other) is ResolvedEntity { Relationship: not null } ? other : null;
    }

    private Expression NullTest(BinaryExpression test, Expression tested) => IsOfOuterRow(tested)
        ? _outer!.Visit(test)
        : Expression.MakeBinary(
            test.NodeType, _columns.Text(((ResolvedEntity)_scope.Resolve(tested)!).ForeignKeyPath), Expression.Constant(null, typeof(string)));

    private Expression Function(MethodCallExpression call, SoqlWordAttribute word)
    {
        if (word.Kind is not (SoqlWord.SelectFunction or SoqlWord.Distance) || IsOfOuterRow(call.Arguments[0]))
            throw Refusal.WordInSelect(call);
        SoqlTerm term = _terms.TryTranslate(call)?.Term ?? throw Refusal.Method(call);
        // toLabel(StageName) comes back under the field's own name; other functions have none of their own.
        return term is SoqlFunction { Name: "toLabel", Arguments: [SoqlField field] }
            ? _columns.Label(field.Path, term, call.Type)
            : _columns.Unnamed(term, call.Type);
    }
}
