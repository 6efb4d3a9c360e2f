using System.Text.Json;
using SalesforceLinq.Emulator.Soql.Binding;
using SalesforceLinq.Emulator.Soql.Syntax;

namespace SalesforceLinq.Emulator.Storage.Compilation;

/// <summary>Writes a condition as SQL. Salesforce knows true and false only: what SQL calls unknown is false here.</summary>
internal sealed class ConditionCompiler(SqlParameters parameters, ValueCompiler values, Func<BoundSemiJoin, string> compileSubquery)
{
    private const int MostParameters = 1000;

    public string Compile(BoundCondition condition) => condition switch
    {
        BoundAnd { Parts.Count: 0 } => "1",
        BoundAnd all => Join([.. all.Parts.Select(Compile)], "AND"),
        BoundOr { Parts.Count: 0 } => "0",
        BoundOr either => Join([.. either.Parts.Select(Compile)], "OR"),
        BoundNot negation => $"({Compile(negation.Inner)}) IS NOT TRUE",
        BoundComparison comparison => Comparison(comparison),
        BoundIsNull test => $"{values.Compile(test.Left)} IS {(test.Negated ? "NOT " : "")}NULL",
        BoundLike like => Like(like),
        BoundIn list => In(list),
        BoundIncludes includes => Includes(includes),
        BoundSameSet same => SameSet(same),
        BoundSpan span => Span(span),
        BoundSemiJoin join => SemiJoin(join),
        _ => throw new InvalidOperationException($"No SQL for {condition.GetType().Name}."),
    };

    /// <summary>Joins terms as a balanced tree: SQLite refuses expressions that are a thousand levels deep.</summary>
    private static string Join(ReadOnlySpan<string> terms, string joint) => terms.Length == 1
        ? terms[0]
        : $"({Join(terms[..(terms.Length / 2)], joint)} {joint} {Join(terms[(terms.Length / 2)..], joint)})";

    private static string Symbol(ComparisonOperator comparison) => comparison switch
    {
        ComparisonOperator.Equal => "=",

        // A null differs from every value: rows without one are answered.
        ComparisonOperator.NotEqual => "IS NOT",
        ComparisonOperator.Less => "<",
        ComparisonOperator.LessOrEqual => "<=",
        ComparisonOperator.Greater => ">",
        _ => ">=",
    };

    private string Comparison(BoundComparison comparison) =>
        $"{values.CompileOperand(comparison.Left)} {Symbol(comparison.Operator)} {parameters.Add(comparison.Right)}";

    private string Like(BoundLike like)
    {
        string left = values.CompileOperand(like.Left);
        bool ignoresCase = like.Left is not ColumnValue { Field.CaseSensitive: true };
        if (ignoresCase && LikeRange.TryMake(like.Pattern, out LikeRange range))
        {
            // A prefix is a range, which an index answers.
            string inRange = $"{left} >= {parameters.Add(range.From)} AND {left} < {parameters.Add(range.To)}";
            return range.IsExact ? $"({inRange})" : $"({inRange} AND SF_LIKE({left},{parameters.Add(like.Pattern)}))";
        }

        return $"{(ignoresCase ? "SF_LIKE" : "SF_LIKE_CASE")}({left},{parameters.Add(like.Pattern)})";
    }

    private string In(BoundIn list)
    {
        string left = values.CompileOperand(list.Left);
        string found = list.Values.Count switch
        {
            0 => "0",

            // SQLite takes some ten thousand parameters; a long list travels as one.
            > MostParameters => $"{left} IN (SELECT value FROM json_each({parameters.Add(JsonSerializer.Serialize(list.Values))}))",
            _ => $"{left} IN ({string.Join(',', list.Values.Select(parameters.Add))})",
        };
        return (list.Negated, list.WithNull) switch
        {
            (false, false) => found,
            (false, true) => $"({left} IS NULL OR {found})",
            (true, false) => $"({found}) IS NOT TRUE",
            (true, true) => $"({left} IS NOT NULL AND NOT {found})",
        };
    }

    private string Includes(BoundIncludes includes)
    {
        string left = values.Compile(includes.Left);
        if (includes.Combinations.Count == 0)
            return includes.Negated ? "1" : "0";
        string any = Join([.. includes.Combinations.Select(combination => $"SF_INCLUDES({left},{parameters.Add(combination)})")], "OR");
        return includes.Negated ? $"NOT {any}" : any;
    }

    private string SameSet(BoundSameSet same)
    {
        string test = $"SF_SAME_SET({values.Compile(same.Left)},{parameters.Add(same.Set)})";
        return same.Negated ? $"NOT {test}" : test;
    }

    private string Span(BoundSpan span)
    {
        string left = values.Compile(span.Left);
        string start = parameters.Add(span.Start);
        string end = parameters.Add(span.End);
        return span.Operator switch
        {
            ComparisonOperator.Equal => $"({left} >= {start} AND {left} < {end})",
            ComparisonOperator.NotEqual => $"({left} >= {start} AND {left} < {end}) IS NOT TRUE",
            ComparisonOperator.Less => $"{left} < {start}",
            ComparisonOperator.LessOrEqual => $"{left} < {end}",
            ComparisonOperator.Greater => $"{left} >= {end}",
            _ => $"{left} >= {start}",
        };
    }

    private string SemiJoin(BoundSemiJoin join)
    {
        string left = values.Compile(join.Left);
        string query = compileSubquery(join);
        return join.Negated ? $"({left} IN ({query})) IS NOT TRUE" : $"{left} IN ({query})";
    }
}
