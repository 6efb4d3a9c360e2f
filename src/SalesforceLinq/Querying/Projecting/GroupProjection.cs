using System.Linq.Expressions;
using Remotion.Linq;
using Remotion.Linq.Clauses;
using Remotion.Linq.Clauses.Expressions;
using Remotion.Linq.Clauses.ResultOperators;
using SalesforceLinq.Querying.Refusals;
using SalesforceLinq.Querying.Translation;
using SalesforceLinq.Querying.Translation.Operands;
using SalesforceLinq.Querying.Vocabulary;
using SalesforceLinq.Soql.Syntax;

namespace SalesforceLinq.Querying.Projecting;

/// <summary>Turns what is said of groups into keys and aggregates of SOQL.</summary>
internal sealed class GroupProjection : ExpressionVisitor
{
    // SOQL's own words are no aliases, and an alias must not hide a field. Source: SOQL and SOSL Reference, "Alias Notation", "Reserved Keywords".
    private static readonly HashSet<string> ReservedWords = new(StringComparer.OrdinalIgnoreCase)
    {
        "AND", "ASC", "DESC", "EXCLUDES", "FIRST", "FROM", "GROUP", "HAVING", "IN", "INCLUDES", "LAST", "LIKE", "LIMIT", "NOT", "NULL", "NULLS", "OR",
        "ORDER", "SELECT", "USING", "WHERE", "WITH", "BY", "OFFSET", "COUNT", "SUM", "AVG", "MIN", "MAX", "TRUE", "FALSE", "UPDATE", "ROLLUP", "CUBE", "END", "THEN", "WHEN", "ELSE", "TYPEOF", "SCOPE",
    };

    private readonly Translator _rows;
    private readonly GroupResultOperator _group;
    private readonly IQuerySource _source;
    private readonly ProjectionBuilder _columns;
    private readonly List<GroupKey> _keys = [];
    private readonly HashSet<string> _aliases = new(StringComparer.OrdinalIgnoreCase);
    private readonly NewExpression? _composite;
    private string? _alias;

    public GroupProjection(Translator rows, GroupResultOperator group, IQuerySource source, ProjectionBuilder columns)
    {
        _rows = rows;
        _group = group;
        _source = source;
        _columns = columns;
        Expression key = group.KeySelector is MarkedKeyExpression marked ? marked.Key : group.KeySelector;
        Kind = group.KeySelector is MarkedKeyExpression { Marker: QueryMarker.Rollup } ? SoqlGroupingKind.Rollup
            : group.KeySelector is MarkedKeyExpression { Marker: QueryMarker.Cube } ? SoqlGroupingKind.Cube
            : SoqlGroupingKind.Plain;
        _composite = key as NewExpression;
        if (_composite is { Constructor: { } constructor })
        {
            for (int i = 0; i < _composite.Arguments.Count; i++)
                AddKey(_composite.Members?[i].Name ?? constructor.GetParameters()[i].Name, _composite.Arguments[i]);
        }
        else
        {
            AddKey(null, key);
        }
    }

    /// <summary>Whether all rows are one group, because what they are grouped by is no field.</summary>
    public bool IsOfAll => !_keys.Exists(key => key.Operand is not null);

    public SoqlGroupingKind Kind { get; }

    public IEnumerable<SoqlTerm> Keys => _keys.Select(key => key.Operand?.Term).OfType<SoqlTerm>();

    /// <summary>The number of rows in the group.</summary>
    public Expression RowCount => Value(new SoqlFunction("COUNT", [new SoqlField("Id")]), typeof(int));

    /// <summary>The computation over the keys and aggregates it asked for.</summary>
    public Expression<Func<object?[], object?[], object?>> Translate(Expression selector) =>
        Expression.Lambda<Func<object?[], object?[], object?>>(Expression.Convert(Visit(selector), typeof(object)), _columns.Row, _columns.Values);

    [return: System.Diagnostics.CodeAnalysis.NotNullIfNotNull(nameof(node))]
    public override Expression? Visit(Expression? node)
    {
        switch (node)
        {
            case SlotExpression slot:
                return Expression.Convert(Expression.ArrayIndex(_columns.Values, Expression.Constant(slot.Index)), slot.Type);
            case MemberExpression member when KeyOf(member) is { } key:
                return Key(key, member.Type);
            case MemberExpression { Member.Name: "Key" } whole when _composite is not null && IsGroup(whole.Expression):
                return _composite.Update(_keys.Select((key, i) => Key(key, _composite.Arguments[i].Type)));
            case MethodCallExpression call when DistinctCount(call) is { } distinct:
                return Value(distinct, call.Type);
            case SubQueryExpression aggregate when Aggregate(aggregate) is { } term:
                return Value(term, aggregate.Type);
            case MethodCallExpression call when QueryWords.WordOf(call.Method) is { Kind: SoqlWord.Grouping } && KeyOf(Casts.Stripped(call.Arguments[0])) is { Operand: { } grouped }:
                return Value(new SoqlFunction("GROUPING", [grouped.Term]), call.Type);
            // The group itself, or a row of it.
            case QuerySourceReferenceExpression:
                throw Refusal.GroupRows();
            default:
                return base.Visit(node)!;
        }
    }

    /// <summary>The aggregate or key an expression over a group is, for HAVING and ORDER BY; null for anything else.</summary>
    public Operand? TryTranslate(Expression expression) => Casts.Stripped(expression) switch
    {
        MemberExpression member when KeyOf(member) is { Operand: { } key } => key,
        MethodCallExpression call when QueryWords.WordOf(call.Method) is { Kind: SoqlWord.Grouping } && KeyOf(Casts.Stripped(call.Arguments[0])) is { Operand: { } grouped } =>
            new Operand(new SoqlFunction("GROUPING", [grouped.Term]), null, false),
        MethodCallExpression call when DistinctCount(call) is { } distinct => new Operand(distinct, null, false),
        SubQueryExpression aggregate when Aggregate(aggregate) is SoqlFunction term => new Operand(term, null, term.Name is not ("COUNT" or "COUNT_DISTINCT")),
        _ => null,
    };

    protected override Expression VisitNew(NewExpression node)
    {
        if (node.Members is null)
            return base.VisitNew(node);
        Expression[] arguments = new Expression[node.Arguments.Count];
        for (int i = 0; i < arguments.Length; i++)
            arguments[i] = Named(node.Members[i].Name, node.Arguments[i]);
        return node.Update(arguments);
    }

    protected override MemberAssignment VisitMemberAssignment(MemberAssignment node) => node.Update(Named(node.Member.Name, node.Expression));

    private Expression Named(string name, Expression value)
    {
        string? outer = _alias;
        _alias = IsAlias(name) ? name : null;
        Expression visited = Visit(value);
        _alias = outer;
        return visited;
    }

    private bool IsAlias(string name) =>
        !ReservedWords.Contains(name) && name.All(char.IsAsciiLetterOrDigit) && char.IsAsciiLetter(name[0])
        && _rows.Entity.FindField(name) is null && !_rows.Entity.Fields.Any(field => string.Equals(field.Name, name, StringComparison.OrdinalIgnoreCase));

    private void AddKey(string? member, Expression key)
    {
        Operand? operand = key is SlotExpression or ConstantExpression ? null : _rows.Terms.TryTranslate(key) ?? throw Refusal.GroupKey(key);
        if (operand?.Field is { } field && !FieldAbilities.IsGroupable(field))
            throw Refusal.UngroupableField(field);
        _keys.Add(new GroupKey(member, operand, key));
    }

    private GroupKey? KeyOf(Expression expression)
    {
        if (expression is not MemberExpression member)
            return null;
        if (IsGroup(member.Expression) && member.Member.Name == "Key")
            return _composite is null ? _keys[0] : null;
        return member.Expression is MemberExpression { Member.Name: "Key" } key && IsGroup(key.Expression)
            ? _keys.Find(known => string.Equals(known.Member, member.Member.Name, StringComparison.OrdinalIgnoreCase))
            : null;
    }

    private Expression Key(GroupKey key, Type type)
    {
        if (key.Operand is null)
            return Visit(key.Selector);
        if (key.Operand is { Term: SoqlField { Path: var path }, Field: { } field })
            return _columns.Key(path, field, IsLastNameShared(path) ? path.Replace(".", "", StringComparison.Ordinal) : null, type);
        // A week of Salesforce starts with 1, and .NET's with 0.
        return type == typeof(DayOfWeek)
            ? Expression.Convert(Expression.Subtract(Value(key.Operand.Term, typeof(int)), Expression.Constant(1)), type)
            : Value(key.Operand.Term, type);
    }

    private bool IsLastNameShared(string path)
    {
        string last = path[(path.LastIndexOf('.') + 1)..];
        return path.Contains('.', StringComparison.Ordinal)
            && _keys.Exists(other => other.Operand?.Term is SoqlField { Path: var known } && known != path && known[(known.LastIndexOf('.') + 1)..] == last);
    }

    private Expression Value(SoqlTerm term, Type type)
    {
        Expression value = _alias is { } alias && _aliases.Add(alias) ? _columns.Value(term, alias, type) : _columns.Unnamed(term, type);
        // In LINQ the sum of nothing is zero, also for a nullable type.
        return term is SoqlFunction { Name: "SUM" } && Nullable.GetUnderlyingType(type) is { } number
            ? Expression.Coalesce(value, Expression.Convert(Expression.Constant(Activator.CreateInstance(number)), type))
            : value;
    }

    // SoqlFunctions.CountDistinct(g.Select(o => o.AccountId))
    private SoqlFunction? DistinctCount(MethodCallExpression call) =>
        QueryWords.WordOf(call.Method) is { Kind: SoqlWord.Aggregate } word && call.Arguments[0] is SubQueryExpression { QueryModel: { ResultOperators.Count: 0, BodyClauses.Count: 0 } query }
        && IsGroup(query.MainFromClause.FromExpression)
            ? new SoqlFunction(word.Name, [Field(query, query.SelectClause.Selector)])
            : null;

    private SoqlFunction? Aggregate(SubQueryExpression subquery)
    {
        QueryModel query = subquery.QueryModel;
        if (!IsGroup(query.MainFromClause.FromExpression) && !IsDistinctOfGroup(query))
            return null;
        if (query.BodyClauses.OfType<WhereClause>().ToList() is { Count: > 0 } conditions)
            return FilteredCount(subquery, query, conditions);
        Expression selector = query.SelectClause.Selector;
        return query.ResultOperators switch
        {
            [CountResultOperator or LongCountResultOperator] when IsDistinctOfGroup(query) => new SoqlFunction("COUNT_DISTINCT", [DistinctField(query)]),
            [DistinctResultOperator, CountResultOperator or LongCountResultOperator] => new SoqlFunction("COUNT_DISTINCT", [Field(query, selector)]),
            [CountResultOperator or LongCountResultOperator] => new SoqlFunction("COUNT", [new SoqlField("Id")]),
            [SumResultOperator] => new SoqlFunction("SUM", [Field(query, selector)]),
            [AverageResultOperator] => new SoqlFunction("AVG", [Field(query, selector)]),
            [MinResultOperator] => new SoqlFunction("MIN", [Field(query, selector)]),
            [MaxResultOperator] => new SoqlFunction("MAX", [Field(query, selector)]),
            _ => throw Refusal.GroupRows(),
        };
    }

    private SoqlFunction FilteredCount(SubQueryExpression subquery, QueryModel query, List<WhereClause> conditions) =>
        conditions is [{ Predicate: BinaryExpression { NodeType: ExpressionType.NotEqual } test }] && test.Right is ConstantExpression { Value: null }
        && query.ResultOperators is [CountResultOperator or LongCountResultOperator]
            ? new SoqlFunction("COUNT", [Field(query, test.Left)])
            : throw Refusal.GroupPredicate(subquery);

    private SoqlTerm Field(QueryModel query, Expression expression)
    {
        RowScope inner = new(_rows.Scope.Model, _rows.Scope);
        inner.Substitute(query.MainFromClause, _group.ElementSelector);
        return new TermTranslator(inner, _rows.Holes).TryTranslate(expression)?.Term ?? throw Refusal.AggregateOf(expression);
    }

    private SoqlTerm DistinctField(QueryModel query)
    {
        QueryModel inner = ((SubQueryExpression)query.MainFromClause.FromExpression).QueryModel;
        return Field(inner, inner.SelectClause.Selector);
    }

    private bool IsDistinctOfGroup(QueryModel query) =>
        query.MainFromClause.FromExpression is SubQueryExpression { QueryModel: { ResultOperators: [DistinctResultOperator] } inner } && IsGroup(inner.MainFromClause.FromExpression);

    private bool IsGroup(Expression? expression) => expression is QuerySourceReferenceExpression reference && reference.ReferencedQuerySource == _source;

    /// <summary>One part of the key.</summary>
    /// <param name="Member">Its name in a composite key.</param>
    /// <param name="Operand">The field or function; null for a value.</param>
    /// <param name="Selector">What the query says.</param>
    private sealed record GroupKey(string? Member, Operand? Operand, Expression Selector);
}
