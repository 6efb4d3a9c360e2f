using SalesforceLinq.Querying.Vocabulary;

namespace SalesforceLinq;

/// <content>Ranges of days that SOQL names, in the user's time zone.</content>
/// <remarks>Source: SOQL and SOSL Reference, "Date Formats and Date Literals in WHERE".</remarks>
public static partial class SoqlFunctions
{
    /// <summary>The days SOQL calls <c>TODAY</c>.</summary>
    [SoqlWord(SoqlWord.DateLiteral, "TODAY")]
    public static SoqlDate Today => throw OnlyInQueries();

    /// <summary>The days SOQL calls <c>YESTERDAY</c>.</summary>
    [SoqlWord(SoqlWord.DateLiteral, "YESTERDAY")]
    public static SoqlDate Yesterday => throw OnlyInQueries();

    /// <summary>The days SOQL calls <c>TOMORROW</c>.</summary>
    [SoqlWord(SoqlWord.DateLiteral, "TOMORROW")]
    public static SoqlDate Tomorrow => throw OnlyInQueries();

    /// <summary>The days SOQL calls <c>THIS_WEEK</c>.</summary>
    [SoqlWord(SoqlWord.DateLiteral, "THIS_WEEK")]
    public static SoqlDate ThisWeek => throw OnlyInQueries();

    /// <summary>The days SOQL calls <c>LAST_WEEK</c>.</summary>
    [SoqlWord(SoqlWord.DateLiteral, "LAST_WEEK")]
    public static SoqlDate LastWeek => throw OnlyInQueries();

    /// <summary>The days SOQL calls <c>NEXT_WEEK</c>.</summary>
    [SoqlWord(SoqlWord.DateLiteral, "NEXT_WEEK")]
    public static SoqlDate NextWeek => throw OnlyInQueries();

    /// <summary>The days SOQL calls <c>THIS_MONTH</c>.</summary>
    [SoqlWord(SoqlWord.DateLiteral, "THIS_MONTH")]
    public static SoqlDate ThisMonth => throw OnlyInQueries();

    /// <summary>The days SOQL calls <c>LAST_MONTH</c>.</summary>
    [SoqlWord(SoqlWord.DateLiteral, "LAST_MONTH")]
    public static SoqlDate LastMonth => throw OnlyInQueries();

    /// <summary>The days SOQL calls <c>NEXT_MONTH</c>.</summary>
    [SoqlWord(SoqlWord.DateLiteral, "NEXT_MONTH")]
    public static SoqlDate NextMonth => throw OnlyInQueries();

    /// <summary>The days SOQL calls <c>THIS_QUARTER</c>.</summary>
    [SoqlWord(SoqlWord.DateLiteral, "THIS_QUARTER")]
    public static SoqlDate ThisQuarter => throw OnlyInQueries();

    /// <summary>The days SOQL calls <c>LAST_QUARTER</c>.</summary>
    [SoqlWord(SoqlWord.DateLiteral, "LAST_QUARTER")]
    public static SoqlDate LastQuarter => throw OnlyInQueries();

    /// <summary>The days SOQL calls <c>NEXT_QUARTER</c>.</summary>
    [SoqlWord(SoqlWord.DateLiteral, "NEXT_QUARTER")]
    public static SoqlDate NextQuarter => throw OnlyInQueries();

    /// <summary>The days SOQL calls <c>THIS_YEAR</c>.</summary>
    [SoqlWord(SoqlWord.DateLiteral, "THIS_YEAR")]
    public static SoqlDate ThisYear => throw OnlyInQueries();

    /// <summary>The days SOQL calls <c>LAST_YEAR</c>.</summary>
    [SoqlWord(SoqlWord.DateLiteral, "LAST_YEAR")]
    public static SoqlDate LastYear => throw OnlyInQueries();

    /// <summary>The days SOQL calls <c>NEXT_YEAR</c>.</summary>
    [SoqlWord(SoqlWord.DateLiteral, "NEXT_YEAR")]
    public static SoqlDate NextYear => throw OnlyInQueries();

    /// <summary>The days SOQL calls <c>THIS_FISCAL_QUARTER</c>.</summary>
    [SoqlWord(SoqlWord.DateLiteral, "THIS_FISCAL_QUARTER")]
    public static SoqlDate ThisFiscalQuarter => throw OnlyInQueries();

    /// <summary>The days SOQL calls <c>LAST_FISCAL_QUARTER</c>.</summary>
    [SoqlWord(SoqlWord.DateLiteral, "LAST_FISCAL_QUARTER")]
    public static SoqlDate LastFiscalQuarter => throw OnlyInQueries();

    /// <summary>The days SOQL calls <c>NEXT_FISCAL_QUARTER</c>.</summary>
    [SoqlWord(SoqlWord.DateLiteral, "NEXT_FISCAL_QUARTER")]
    public static SoqlDate NextFiscalQuarter => throw OnlyInQueries();

    /// <summary>The days SOQL calls <c>THIS_FISCAL_YEAR</c>.</summary>
    [SoqlWord(SoqlWord.DateLiteral, "THIS_FISCAL_YEAR")]
    public static SoqlDate ThisFiscalYear => throw OnlyInQueries();

    /// <summary>The days SOQL calls <c>LAST_FISCAL_YEAR</c>.</summary>
    [SoqlWord(SoqlWord.DateLiteral, "LAST_FISCAL_YEAR")]
    public static SoqlDate LastFiscalYear => throw OnlyInQueries();

    /// <summary>The days SOQL calls <c>NEXT_FISCAL_YEAR</c>.</summary>
    [SoqlWord(SoqlWord.DateLiteral, "NEXT_FISCAL_YEAR")]
    public static SoqlDate NextFiscalYear => throw OnlyInQueries();

    /// <summary>The days SOQL calls <c>LAST_90_DAYS</c>.</summary>
    [SoqlWord(SoqlWord.DateLiteral, "LAST_90_DAYS")]
    public static SoqlDate Last90Days => throw OnlyInQueries();

    /// <summary>The days SOQL calls <c>NEXT_90_DAYS</c>.</summary>
    [SoqlWord(SoqlWord.DateLiteral, "NEXT_90_DAYS")]
    public static SoqlDate Next90Days => throw OnlyInQueries();

    /// <summary>The days SOQL calls <c>LAST_N_DAYS:n</c>.</summary>
    /// <param name="n">How many; 1 or more.</param>
    [SoqlWord(SoqlWord.DateLiteral, "LAST_N_DAYS")]
    public static SoqlDate LastNDays(int n) => throw OnlyInQueries();

    /// <summary>The days SOQL calls <c>NEXT_N_DAYS:n</c>.</summary>
    /// <param name="n">How many; 1 or more.</param>
    [SoqlWord(SoqlWord.DateLiteral, "NEXT_N_DAYS")]
    public static SoqlDate NextNDays(int n) => throw OnlyInQueries();

    /// <summary>The days SOQL calls <c>N_DAYS_AGO:n</c>.</summary>
    /// <param name="n">How many; 1 or more.</param>
    [SoqlWord(SoqlWord.DateLiteral, "N_DAYS_AGO")]
    public static SoqlDate NDaysAgo(int n) => throw OnlyInQueries();

    /// <summary>The days SOQL calls <c>LAST_N_WEEKS:n</c>.</summary>
    /// <param name="n">How many; 1 or more.</param>
    [SoqlWord(SoqlWord.DateLiteral, "LAST_N_WEEKS")]
    public static SoqlDate LastNWeeks(int n) => throw OnlyInQueries();

    /// <summary>The days SOQL calls <c>NEXT_N_WEEKS:n</c>.</summary>
    /// <param name="n">How many; 1 or more.</param>
    [SoqlWord(SoqlWord.DateLiteral, "NEXT_N_WEEKS")]
    public static SoqlDate NextNWeeks(int n) => throw OnlyInQueries();

    /// <summary>The days SOQL calls <c>N_WEEKS_AGO:n</c>.</summary>
    /// <param name="n">How many; 1 or more.</param>
    [SoqlWord(SoqlWord.DateLiteral, "N_WEEKS_AGO")]
    public static SoqlDate NWeeksAgo(int n) => throw OnlyInQueries();

    /// <summary>The days SOQL calls <c>LAST_N_MONTHS:n</c>.</summary>
    /// <param name="n">How many; 1 or more.</param>
    [SoqlWord(SoqlWord.DateLiteral, "LAST_N_MONTHS")]
    public static SoqlDate LastNMonths(int n) => throw OnlyInQueries();

    /// <summary>The days SOQL calls <c>NEXT_N_MONTHS:n</c>.</summary>
    /// <param name="n">How many; 1 or more.</param>
    [SoqlWord(SoqlWord.DateLiteral, "NEXT_N_MONTHS")]
    public static SoqlDate NextNMonths(int n) => throw OnlyInQueries();

    /// <summary>The days SOQL calls <c>N_MONTHS_AGO:n</c>.</summary>
    /// <param name="n">How many; 1 or more.</param>
    [SoqlWord(SoqlWord.DateLiteral, "N_MONTHS_AGO")]
    public static SoqlDate NMonthsAgo(int n) => throw OnlyInQueries();

    /// <summary>The days SOQL calls <c>LAST_N_QUARTERS:n</c>.</summary>
    /// <param name="n">How many; 1 or more.</param>
    [SoqlWord(SoqlWord.DateLiteral, "LAST_N_QUARTERS")]
    public static SoqlDate LastNQuarters(int n) => throw OnlyInQueries();

    /// <summary>The days SOQL calls <c>NEXT_N_QUARTERS:n</c>.</summary>
    /// <param name="n">How many; 1 or more.</param>
    [SoqlWord(SoqlWord.DateLiteral, "NEXT_N_QUARTERS")]
    public static SoqlDate NextNQuarters(int n) => throw OnlyInQueries();

    /// <summary>The days SOQL calls <c>N_QUARTERS_AGO:n</c>.</summary>
    /// <param name="n">How many; 1 or more.</param>
    [SoqlWord(SoqlWord.DateLiteral, "N_QUARTERS_AGO")]
    public static SoqlDate NQuartersAgo(int n) => throw OnlyInQueries();

    /// <summary>The days SOQL calls <c>LAST_N_YEARS:n</c>.</summary>
    /// <param name="n">How many; 1 or more.</param>
    [SoqlWord(SoqlWord.DateLiteral, "LAST_N_YEARS")]
    public static SoqlDate LastNYears(int n) => throw OnlyInQueries();

    /// <summary>The days SOQL calls <c>NEXT_N_YEARS:n</c>.</summary>
    /// <param name="n">How many; 1 or more.</param>
    [SoqlWord(SoqlWord.DateLiteral, "NEXT_N_YEARS")]
    public static SoqlDate NextNYears(int n) => throw OnlyInQueries();

    /// <summary>The days SOQL calls <c>N_YEARS_AGO:n</c>.</summary>
    /// <param name="n">How many; 1 or more.</param>
    [SoqlWord(SoqlWord.DateLiteral, "N_YEARS_AGO")]
    public static SoqlDate NYearsAgo(int n) => throw OnlyInQueries();

    /// <summary>The days SOQL calls <c>LAST_N_FISCAL_QUARTERS:n</c>.</summary>
    /// <param name="n">How many; 1 or more.</param>
    [SoqlWord(SoqlWord.DateLiteral, "LAST_N_FISCAL_QUARTERS")]
    public static SoqlDate LastNFiscalQuarters(int n) => throw OnlyInQueries();

    /// <summary>The days SOQL calls <c>NEXT_N_FISCAL_QUARTERS:n</c>.</summary>
    /// <param name="n">How many; 1 or more.</param>
    [SoqlWord(SoqlWord.DateLiteral, "NEXT_N_FISCAL_QUARTERS")]
    public static SoqlDate NextNFiscalQuarters(int n) => throw OnlyInQueries();

    /// <summary>The days SOQL calls <c>N_FISCAL_QUARTERS_AGO:n</c>.</summary>
    /// <param name="n">How many; 1 or more.</param>
    [SoqlWord(SoqlWord.DateLiteral, "N_FISCAL_QUARTERS_AGO")]
    public static SoqlDate NFiscalQuartersAgo(int n) => throw OnlyInQueries();

    /// <summary>The days SOQL calls <c>LAST_N_FISCAL_YEARS:n</c>.</summary>
    /// <param name="n">How many; 1 or more.</param>
    [SoqlWord(SoqlWord.DateLiteral, "LAST_N_FISCAL_YEARS")]
    public static SoqlDate LastNFiscalYears(int n) => throw OnlyInQueries();

    /// <summary>The days SOQL calls <c>NEXT_N_FISCAL_YEARS:n</c>.</summary>
    /// <param name="n">How many; 1 or more.</param>
    [SoqlWord(SoqlWord.DateLiteral, "NEXT_N_FISCAL_YEARS")]
    public static SoqlDate NextNFiscalYears(int n) => throw OnlyInQueries();

    /// <summary>The days SOQL calls <c>N_FISCAL_YEARS_AGO:n</c>.</summary>
    /// <param name="n">How many; 1 or more.</param>
    [SoqlWord(SoqlWord.DateLiteral, "N_FISCAL_YEARS_AGO")]
    public static SoqlDate NFiscalYearsAgo(int n) => throw OnlyInQueries();
}
