using SalesforceLinq.Querying.Materialization;
using SalesforceLinq.Soql.Printing;
using SalesforceLinq.Soql.Syntax;

namespace SalesforceLinq.Querying.Plans;

/// <summary>All that is known of a query before its values are: made once for each shape, and shared by all threads.</summary>
internal sealed record QueryPlan
{
    /// <summary>What a shaper makes of a row that is no element of the query.</summary>
    public static object NoRow { get; } = new();

    /// <summary>The SOQL, with holes.</summary>
    public required SoqlQuery Soql { get; init; }

    /// <summary>The SOQL as text, where the values only have to be put in.</summary>
    public SoqlTemplate? Template { get; init; }

    /// <summary>What fills the holes.</summary>
    public required IReadOnlyList<QueryHole> Holes { get; init; }

    /// <summary>Reads a record of the answer.</summary>
    public required RowReader Rows { get; init; }

    /// <summary>Makes an element of the query of what was read; null where it is one already.</summary>
    public required RowShaper? Shaper { get; init; }

    public QueryTerminal Terminal { get; init; }

    /// <summary>Which rows are passed over and how many are wanted, in the order the query says so.</summary>
    public IReadOnlyList<PagingStep> Paging { get; init; } = [];

    /// <summary>The most rows the terminal needs; null for all.</summary>
    public int? TerminalLimit { get; init; }

    /// <summary>Which value stands for a missing element, or -1.</summary>
    public int DefaultSlot { get; init; } = -1;

    /// <summary>Whether an aggregate over no rows is null (or zero for a sum), and not an error.</summary>
    public bool IsEmptyAllowed { get; init; }

    /// <summary>The type of the terminal's result.</summary>
    public required Type ResultType { get; init; }

    /// <summary>Whether entities are tracked; null leaves it to the context.</summary>
    public bool? Tracking { get; init; }

    public bool IncludeDeleted { get; init; }

    /// <summary>Which value says how many records a page should have, or -1.</summary>
    public int BatchSizeSlot { get; init; } = -1;

    /// <summary>SOQL that was written by hand, with <c>{0}</c> where a value belongs; null for a query that is printed.</summary>
    public string? Text { get; init; }

    /// <summary>Where the values of <see cref="Text"/> begin.</summary>
    public int FirstTextSlot { get; init; }

    /// <summary>Which value names the scope of <c>USING SCOPE</c>, or -1.</summary>
    public int ScopeSlot { get; init; } = -1;

    /// <summary>The mapped class the query starts from.</summary>
    public required EntityModel Entity { get; init; }

    /// <summary>The hand-written SOQL with its values as literals; null for a query that is printed.</summary>
    public string? TextOf(object?[] values) =>
        Text is null ? null : Http.Soql.Format(System.Runtime.CompilerServices.FormattableStringFactory.Create(Text, values[FirstTextSlot..]));
}
