using System.Globalization;
using SalesforceLinq.Emulator.Soql.Refusals;
using SalesforceLinq.Emulator.Soql.Syntax;

namespace SalesforceLinq.Emulator.Soql.Parsing;

/// <summary>Turns the text of a query into its tree. Knows the grammar and no schema.</summary>
internal sealed class SoqlParser
{
    private const int LongestStatement = 100_000;

    private readonly string _text;
    private readonly TokenCursor _cursor;
    private readonly OperandParser _operands;
    private readonly ConditionParser _conditions;
    private readonly SelectParser _select;

    private SoqlParser(string text)
    {
        _text = text;
        _cursor = new TokenCursor(new SoqlLexer(text).Read());
        LiteralParser literals = new(_cursor);
        _operands = new OperandParser(_cursor, literals);
        _conditions = new ConditionParser(_cursor, _operands, literals, ParseQuery);
        _select = new SelectParser(_cursor, _operands, ParseQuery);
    }

    /// <summary>Reads a whole query.</summary>
    /// <exception cref="SoqlException">The text is no SOQL.</exception>
    public static SoqlQuery Parse(string text)
    {
        if (text.Length > LongestStatement)
            throw SoqlRefusal.TooLong(LongestStatement);
        SoqlParser parser = new(text);
        SoqlQuery query = parser.ParseQuery();
        if (parser._cursor.Current.Kind != SoqlTokenKind.End)
            throw parser._cursor.Unexpected();
        return query;
    }

    /// <summary>Reads a condition alone, as SOSL has it behind WHERE.</summary>
    public static Condition ParseCondition(string text)
    {
        SoqlParser parser = new(text);
        Condition condition = parser._conditions.Parse();
        if (parser._cursor.Current.Kind != SoqlTokenKind.End)
            throw parser._cursor.Unexpected();
        return condition;
    }

    private SoqlQuery ParseQuery()
    {
        _cursor.Enter();
        int position = _cursor.Expect("SELECT").Position;
        List<SelectItem> select = _select.Parse();
        FromClause from = ParseFrom();
        string? scope = _cursor.TryTake("USING") ? ParseScope() : null;
        Condition? where = _cursor.TryTake("WHERE") ? _conditions.Parse() : null;
        List<DataCategory> categories = _cursor.TryTake("WITH") ? ParseWith() : [];
        GroupByClause? groupBy = ParseGroupBy();
        if (groupBy is null && _cursor.Current.Is("HAVING"))
            throw SoqlRefusal.HavingWithoutGroupBy();
        SoqlQuery query = new(select, from)
        {
            Text = _text,
            Position = position,
            Scope = scope,
            Where = where,
            DataCategories = categories,
            GroupBy = groupBy,
            Having = _cursor.TryTake("HAVING") ? _conditions.Parse() : null,
            OrderBy = _cursor.TryTake("ORDER", "BY") ? ParseOrderBy() : [],
            Limit = _cursor.TryTake("LIMIT") ? ParseNumber() : null,
            Offset = _cursor.TryTake("OFFSET") ? ParseNumber() : null,
            For = ParseFor(),
            Update = ParseUpdate(),
        };
        _cursor.Leave();
        return query;
    }

    private FromClause ParseFrom()
    {
        _cursor.Expect("FROM");
        FieldPath source = ParseSource();
        string? alias = ParseSourceAlias();
        List<FromAlias> others = [];
        while (_cursor.TryTake(","))
            others.Add(new FromAlias(ParseSource(), ParseSourceAlias()));
        return new FromClause(source, alias, others);
    }

    private FieldPath ParseSource()
    {
        // GROUP and ORDER are names of objects too; WHERE is never one.
        if (_cursor.Current.Is("WHERE") || (_cursor.Current.Is("ORDER") && _cursor.Next.Is("BY")) || (_cursor.Current.Is("GROUP") && _cursor.Next.Is("BY")))
            throw _cursor.Unexpected();
        return _operands.ParsePath();
    }

    private string? ParseSourceAlias()
    {
        _cursor.TryTake("AS");
        SoqlToken token = _cursor.Current;
        if (token.Kind != SoqlTokenKind.Name || ReservedWords.Contains(token.Text))
            return null;

        // OFFSET is a clause before a number and an alias otherwise.
        if (token.Is("OFFSET") && _cursor.Next.Kind == SoqlTokenKind.Number)
            return null;
        return _cursor.Take().Text;
    }

    private string ParseScope()
    {
        _cursor.Expect("SCOPE");
        return _cursor.ExpectName().Text;
    }

    private List<DataCategory> ParseWith()
    {
        _cursor.Expect("DATA");
        _cursor.Expect("CATEGORY");
        List<DataCategory> categories = [];
        do
        {
            SoqlToken group = _cursor.ExpectName();
            string selector = _cursor.Current.Text.ToUpperInvariant();
            if (selector is not ("AT" or "ABOVE" or "BELOW" or "ABOVE_OR_BELOW"))
                throw _cursor.Unexpected();
            _cursor.Take();
            categories.Add(new DataCategory(group.Text, selector, ParseCategories(), group.Position));
        }
        while (_cursor.TryTake("AND"));
        return categories;
    }

    private List<string> ParseCategories()
    {
        if (!_cursor.TryTake("("))
            return [_cursor.ExpectName().Text];
        List<string> names = [];
        do
            names.Add(_cursor.ExpectName().Text);
        while (_cursor.TryTake(","));
        _cursor.Expect(")");
        return names;
    }

    private GroupByClause? ParseGroupBy()
    {
        int position = _cursor.Current.Position;
        if (!_cursor.TryTake("GROUP", "BY"))
            return null;

        GroupingKind kind = !_cursor.Next.Is("(") ? GroupingKind.Plain
            : _cursor.Current.Is("ROLLUP") ? GroupingKind.Rollup
            : _cursor.Current.Is("CUBE") ? GroupingKind.Cube
            : GroupingKind.Plain;
        if (kind == GroupingKind.Plain)
            return new GroupByClause(kind, ParseGroupings(), position);

        _cursor.Take();
        _cursor.Expect("(");
        List<Operand> operands = ParseGroupings();
        _cursor.Expect(")");
        return new GroupByClause(kind, operands, position);
    }

    private List<Operand> ParseGroupings()
    {
        List<Operand> operands = [];
        do
        {
            if (_cursor.Current.Is("ORDER") && _cursor.Next.Is("BY"))
                throw _cursor.Unexpected();
            operands.Add(FunctionShapes.NotAlone(_operands.Parse()));
        }
        while (_cursor.TryTake(","));
        return operands;
    }

    private List<OrderItem> ParseOrderBy()
    {
        List<OrderItem> items = [];
        do
        {
            Operand value = FunctionShapes.NotAlone(_operands.Parse());
            bool descending = _cursor.TryTake("DESC");
            if (!descending)
                _cursor.TryTake("ASC");
            bool? nullsFirst = null;
            if (_cursor.TryTake("NULLS"))
            {
                nullsFirst = _cursor.TryTake("FIRST");
                if (nullsFirst == false)
                    _cursor.Expect("LAST");
            }

            items.Add(new OrderItem(value, descending, nullsFirst, value.Position));
        }
        while (_cursor.TryTake(","));
        return items;
    }

    private NumberClause ParseNumber()
    {
        SoqlToken token = _cursor.Current;
        if (token.Kind != SoqlTokenKind.Number || token.Text.AsSpan().ContainsAny(".eE"))
            throw _cursor.Unexpected();
        _cursor.Take();
        if (!int.TryParse(token.Text, NumberStyles.None, CultureInfo.InvariantCulture, out int value))
            throw SoqlRefusal.NumberOutOfRange(token.Text);
        return new NumberClause(value, token.Position);
    }

    private List<string> ParseFor()
    {
        List<string> purposes = [];
        while (_cursor.TryTake("FOR"))
        {
            do
            {
                string purpose = _cursor.Current.Text.ToUpperInvariant();
                if (purpose is not ("VIEW" or "REFERENCE"))
                    throw _cursor.Unexpected();
                _cursor.Take();
                purposes.Add(purpose);
            }
            while (_cursor.TryTake(","));
        }

        return purposes;
    }

    private List<string> ParseUpdate()
    {
        List<string> statistics = [];
        if (!_cursor.TryTake("UPDATE"))
            return statistics;
        do
        {
            string statistic = _cursor.Current.Text.ToUpperInvariant();
            if (statistic is not ("TRACKING" or "VIEWSTAT"))
                throw _cursor.Unexpected();
            _cursor.Take();
            statistics.Add(statistic);
        }
        while (_cursor.TryTake(","));
        return statistics;
    }
}
