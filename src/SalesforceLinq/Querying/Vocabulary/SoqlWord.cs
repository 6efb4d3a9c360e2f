namespace SalesforceLinq.Querying.Vocabulary;

/// <summary>The grammar a word of SOQL follows.</summary>
internal enum SoqlWord
{
    /// <summary>A range of days: <c>THIS_QUARTER</c>.</summary>
    DateLiteral,

    /// <summary>A function of one field, for WHERE and GROUP BY: <c>CALENDAR_YEAR(CloseDate)</c>.</summary>
    DateFunction,

    /// <summary>A function of one field, for SELECT: <c>toLabel(StageName)</c>.</summary>
    SelectFunction,

    /// <summary><c>convertTimezone(CreatedDate)</c>, inside a date function.</summary>
    ConvertTimezone,

    /// <summary><c>LIKE</c>.</summary>
    Like,

    /// <summary><c>INCLUDES (…)</c> and <c>EXCLUDES (…)</c>.</summary>
    MultiSelect,

    /// <summary><c>DISTANCE(…)</c>.</summary>
    Distance,

    /// <summary>An aggregate over a group: <c>COUNT_DISTINCT(AccountId)</c>.</summary>
    Aggregate,

    /// <summary><c>GROUPING(…)</c>.</summary>
    Grouping,

    /// <summary>A field named by text.</summary>
    Field,
}
