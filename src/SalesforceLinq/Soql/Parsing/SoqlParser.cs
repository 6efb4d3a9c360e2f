using System.Collections.Immutable;
using System.Globalization;
using SalesforceLinq.Soql.Syntax;

namespace SalesforceLinq.Soql.Parsing;

/// <summary>Reads SOQL text into a tree. What it does not know it refuses to read: a query it reads differently than the org would be worse than none.</summary>
internal sealed class SoqlParser
{
    // A word after the object is its alias, unless a clause begins with it.
    private static readonly string[] ClauseWords = ["USING", "WHERE", "WITH", "GROUP", "HAVING", "ORDER", "LIMIT", "OFFSET", "FOR", "UPDATE", "ALL", "AS"];

    private readonly TokenReader _tokens;
    private string? _alias;

    private SoqlParser(TokenReader tokens) => _tokens = tokens;

    /// <summary>Reads a query; <c>{0}</c> in it becomes a hole.</summary>
    /// <exception cref="SoqlSyntaxException">It is none, or has clauses that the tree has no place for; the message says which.</exception>
    public static SoqlQuery Parse(string text)
    {
        TokenReader tokens = new(new SoqlLexer(text).Read());
        SoqlQuery query = new SoqlParser(tokens).Query();
        return tokens.Current.Kind == SoqlTokenKind.End ? query : throw tokens.Unexpected("the end");
    }

    private SoqlQuery Query()
    {
        _tokens.Expect("SELECT");
        // What the SELECT list says of the alias is known after FROM.
        List<SoqlSelectItem> select = [];
        bool isCount = _tokens.Current.Is("COUNT") && _tokens.Following.Is("(") && TryTakeCount();
        if (!isCount)
        {
            do
                select.Add(SelectItem());
            while (_tokens.TryTake(","));
        }

        _tokens.Expect("FROM");
        string from = _tokens.Name();
        if (_tokens.TryTake("AS") || (_tokens.Current.Kind == SoqlTokenKind.Word && !Array.Exists(ClauseWords, word => _tokens.Current.Is(word))))
            _alias = _tokens.Name();
        SoqlQuery query = new() { From = from, Select = [.. select.Select(Unaliased)] };
        if (_tokens.TryTake("USING"))
        {
            _tokens.Expect("SCOPE");
            query = query with { Scope = _tokens.Name() };
        }

        return Clauses(query);
    }

    private SoqlQuery Clauses(SoqlQuery query)
    {
        SoqlConditionParser conditions = Conditions();
        if (_tokens.TryTake("WHERE"))
            query = query with { Where = conditions.Condition() };
        if (_tokens.TryTake("GROUP", "BY"))
            query = query with { GroupBy = Grouping(conditions) };
        if (_tokens.TryTake("HAVING"))
            query = query with { Having = conditions.Condition() };
        if (_tokens.TryTake("ORDER", "BY"))
            query = query with { OrderBy = Orderings(conditions) };
        if (_tokens.TryTake("LIMIT"))
            query = query with { Limit = Count() };
        if (_tokens.TryTake("OFFSET"))
            query = query with { Offset = Count() };
        if (_tokens.TryTake("FOR", "VIEW"))
            return query with { Usage = SoqlUsage.View };
        return _tokens.TryTake("FOR", "REFERENCE") ? query with { Usage = SoqlUsage.Reference } : query;
    }

    private bool TryTakeCount()
    {
        if (!_tokens.TryTake("COUNT", "("))
            return false;
        if (_tokens.TryTake(")"))
            return true;
        throw new SoqlSyntaxException("COUNT(field) makes an aggregate query");
    }

    private SoqlSelectItem SelectItem()
    {
        if (_tokens.TryTake("TYPEOF"))
            return Typeof();
        if (_tokens.TryTake("("))
        {
            SoqlQuery children = new SoqlParser(_tokens).Query();
            _tokens.Expect(")");
            return new SoqlSelectChildren(children);
        }

        SoqlTerm term = new SoqlConditionParser(_tokens, Subquery, static path => path).Term();
        bool hasAlias = _tokens.Current.Kind == SoqlTokenKind.Word && !_tokens.Current.Is("FROM");
        return new SoqlSelectTerm(term, hasAlias ? _tokens.Name() : null);
    }

    private SoqlTypeof Typeof()
    {
        string relationship = _tokens.Name();
        var branches = ImmutableArray.CreateBuilder<SoqlTypeofBranch>();
        while (_tokens.TryTake("WHEN"))
        {
            string name = _tokens.Name();
            _tokens.Expect("THEN");
            branches.Add(new SoqlTypeofBranch(name, Names()));
        }

        ImmutableArray<string> others = _tokens.TryTake("ELSE") ? Names() : [];
        _tokens.Expect("END");
        return new SoqlTypeof(relationship, branches.ToImmutable(), others);
    }

    private ImmutableArray<string> Names()
    {
        var names = ImmutableArray.CreateBuilder<string>();
        do
            names.Add(_tokens.Name());
        while (_tokens.TryTake(","));
        return names.ToImmutable();
    }

    private SoqlGrouping Grouping(SoqlConditionParser conditions)
    {
        SoqlGroupingKind kind = _tokens.TryTake("ROLLUP", "(") ? SoqlGroupingKind.Rollup : _tokens.TryTake("CUBE", "(") ? SoqlGroupingKind.Cube : SoqlGroupingKind.Plain;
        var terms = ImmutableArray.CreateBuilder<SoqlTerm>();
        do
            terms.Add(conditions.Term());
        while (_tokens.TryTake(","));
        if (kind != SoqlGroupingKind.Plain)
            _tokens.Expect(")");
        return new SoqlGrouping(terms.ToImmutable(), kind);
    }

    private ImmutableArray<SoqlOrdering> Orderings(SoqlConditionParser conditions)
    {
        var orderings = ImmutableArray.CreateBuilder<SoqlOrdering>();
        do
        {
            SoqlTerm term = conditions.Term();
            bool isDescending = _tokens.TryTake("DESC");
            if (!isDescending)
                _tokens.TryTake("ASC");
            SoqlNulls nulls = _tokens.TryTake("NULLS", "FIRST") ? SoqlNulls.First : _tokens.TryTake("NULLS", "LAST") ? SoqlNulls.Last : SoqlNulls.Unsaid;
            orderings.Add(new SoqlOrdering(term, isDescending, nulls));
        }
        while (_tokens.TryTake(","));
        return orderings.ToImmutable();
    }

    // A number that is a hole is less than zero: the complement of the hole's index.
    private long Count()
    {
        if (_tokens.Current.Kind == SoqlTokenKind.Hole)
            return ~(long)_tokens.Take().Index;
        return _tokens.Current.Kind == SoqlTokenKind.Number && long.TryParse(_tokens.Current.Text, NumberStyles.None, CultureInfo.InvariantCulture, out long count)
            ? (_tokens.Take(), count).count
            : throw _tokens.Unexpected("a number");
    }

    private SoqlConditionParser Conditions() => new(_tokens, Subquery, Unaliased);

    private SoqlQuery Subquery() => new SoqlParser(_tokens).Query();

    private string Unaliased(string path) =>
        _alias is not null && path.StartsWith(_alias + ".", StringComparison.OrdinalIgnoreCase) ? path[(_alias.Length + 1)..] : path;

    private SoqlSelectItem Unaliased(SoqlSelectItem item) => item switch
    {
        SoqlSelectTerm term => term with { Term = Unaliased(term.Term) },
        SoqlSelectChildren { Query: var query } when _alias is not null => new SoqlSelectChildren(query with { From = Unaliased(query.From) }),
        SoqlTypeof choice => choice with { Relationship = Unaliased(choice.Relationship) },
        _ => item,
    };

    private SoqlTerm Unaliased(SoqlTerm term) => term switch
    {
        SoqlField field => new SoqlField(Unaliased(field.Path)),
        SoqlFunction function => function with { Arguments = [.. function.Arguments.Select(Unaliased)] },
        _ => term,
    };
}
