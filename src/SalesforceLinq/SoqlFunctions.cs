using SalesforceLinq.Querying.Vocabulary;

namespace SalesforceLinq;

/// <summary>Words of SOQL that LINQ has none for. They mean something inside queries only; called elsewhere they throw.</summary>
/// <remarks>Source: SOQL and SOSL Reference, "Date Functions", "toLabel()", "FORMAT()", "Query Multi-Select Picklists", "Location-Based SOQL Queries".</remarks>
[QueryVocabulary]
public static partial class SoqlFunctions
{
    /// <summary><c>field LIKE pattern</c>; <c>%</c> stands for any text, <c>_</c> for one character, <c>\%</c> and <c>\_</c> for themselves.</summary>
    /// <param name="field">A text.</param>
    /// <param name="pattern">The pattern.</param>
    [SoqlWord(SoqlWord.Like, "LIKE")]
    public static bool Like(string? field, string pattern) => throw OnlyInQueries();

    /// <summary><c>field INCLUDES (…)</c>: any of the sets is chosen; a set is <c>A;B</c>.</summary>
    /// <param name="field">A multi-select picklist.</param>
    /// <param name="values">The sets.</param>
    [SoqlWord(SoqlWord.MultiSelect, "INCLUDES")]
    public static bool Includes(object? field, params string[] values) => throw OnlyInQueries();

    /// <summary><c>field EXCLUDES (…)</c>: none of the sets is chosen.</summary>
    /// <param name="field">A multi-select picklist.</param>
    /// <param name="values">The sets.</param>
    [SoqlWord(SoqlWord.MultiSelect, "EXCLUDES")]
    public static bool Excludes(object? field, params string[] values) => throw OnlyInQueries();

    /// <summary>A field by its API name, whether a property stands for it or not.</summary>
    /// <typeparam name="T">Type of the value: any type a field's property may have. Null where the field is null, if the type allows it.</typeparam>
    /// <param name="record">The record: the row, or a parent of it.</param>
    /// <param name="name">API name of the field: <c>Level__c</c>.</param>
    [SoqlWord(SoqlWord.Field, "")]
    public static T Field<T>(object? record, string name) => throw OnlyInQueries();

    /// <summary><c>toLabel(field)</c>: the label of a picklist value in the user's language.</summary>
    /// <param name="field">A picklist.</param>
    [SoqlWord(SoqlWord.SelectFunction, "toLabel")]
    public static string? ToLabel(object? field) => throw OnlyInQueries();

    /// <summary><c>FORMAT(field)</c>: a number, date or amount as the user's locale writes it.</summary>
    /// <param name="field">A number, a date or an instant.</param>
    [SoqlWord(SoqlWord.SelectFunction, "FORMAT")]
    public static string? Format(object? field) => throw OnlyInQueries();

    /// <summary><c>convertCurrency(field)</c>: an amount in the user's currency.</summary>
    /// <param name="field">An amount.</param>
    [SoqlWord(SoqlWord.SelectFunction, "convertCurrency")]
    public static decimal? ConvertCurrency(decimal? field) => throw OnlyInQueries();

    /// <summary><c>convertTimezone(field)</c>: an instant in the user's time zone, inside a date function.</summary>
    /// <param name="field">An instant.</param>
    [SoqlWord(SoqlWord.ConvertTimezone, "convertTimezone")]
    public static DateTimeOffset ConvertTimezone(DateTimeOffset? field) => throw OnlyInQueries();

    /// <summary><c>DAY_ONLY(field)</c>: the day of an instant.</summary>
    /// <param name="field">An instant.</param>
    [SoqlWord(SoqlWord.DateFunction, "DAY_ONLY")]
    public static DateOnly DayOnly(DateTimeOffset? field) => throw OnlyInQueries();

    /// <summary><c>DISTANCE(field, GEOLOCATION(latitude, longitude), unit)</c>.</summary>
    /// <param name="field">An address or a location.</param>
    /// <param name="latitude">Latitude, -90 to 90.</param>
    /// <param name="longitude">Longitude, -180 to 180.</param>
    /// <param name="unit">Miles or kilometres.</param>
    [SoqlWord(SoqlWord.Distance, "DISTANCE")]
    public static double Distance(object? field, double latitude, double longitude, DistanceUnit unit) => throw OnlyInQueries();

    /// <summary><c>COUNT_DISTINCT(field)</c>: how many different values a group has.</summary>
    /// <typeparam name="TValue">Type of the field.</typeparam>
    /// <param name="values">The field of the group's rows: <c>g.Select(o => o.AccountId)</c>.</param>
    [SoqlWord(SoqlWord.Aggregate, "COUNT_DISTINCT")]
    public static int CountDistinct<TValue>(IEnumerable<TValue> values) => throw OnlyInQueries();

    /// <summary><c>GROUPING(key)</c>: 1 in a subtotal over the key, else 0.</summary>
    /// <param name="key">A key of the group: <c>g.Key.StageName</c>.</param>
    [SoqlWord(SoqlWord.Grouping, "GROUPING")]
    public static int Grouping(object? key) => throw OnlyInQueries();

    /// <summary><c>CALENDAR_YEAR(field)</c>, in UTC unless <see cref="ConvertTimezone"/> is used.</summary>
    /// <param name="field">A date or an instant.</param>
    [SoqlWord(SoqlWord.DateFunction, "CALENDAR_YEAR")]
    public static int CalendarYear(object? field) => throw OnlyInQueries();

    /// <summary><c>CALENDAR_QUARTER(field)</c>, in UTC unless <see cref="ConvertTimezone"/> is used.</summary>
    /// <param name="field">A date or an instant.</param>
    [SoqlWord(SoqlWord.DateFunction, "CALENDAR_QUARTER")]
    public static int CalendarQuarter(object? field) => throw OnlyInQueries();

    /// <summary><c>CALENDAR_MONTH(field)</c>, in UTC unless <see cref="ConvertTimezone"/> is used.</summary>
    /// <param name="field">A date or an instant.</param>
    [SoqlWord(SoqlWord.DateFunction, "CALENDAR_MONTH")]
    public static int CalendarMonth(object? field) => throw OnlyInQueries();

    /// <summary><c>DAY_IN_MONTH(field)</c>, in UTC unless <see cref="ConvertTimezone"/> is used.</summary>
    /// <param name="field">A date or an instant.</param>
    [SoqlWord(SoqlWord.DateFunction, "DAY_IN_MONTH")]
    public static int DayInMonth(object? field) => throw OnlyInQueries();

    /// <summary><c>DAY_IN_WEEK(field)</c>, in UTC unless <see cref="ConvertTimezone"/> is used.</summary>
    /// <param name="field">A date or an instant.</param>
    [SoqlWord(SoqlWord.DateFunction, "DAY_IN_WEEK")]
    public static int DayInWeek(object? field) => throw OnlyInQueries();

    /// <summary><c>DAY_IN_YEAR(field)</c>, in UTC unless <see cref="ConvertTimezone"/> is used.</summary>
    /// <param name="field">A date or an instant.</param>
    [SoqlWord(SoqlWord.DateFunction, "DAY_IN_YEAR")]
    public static int DayInYear(object? field) => throw OnlyInQueries();

    /// <summary><c>FISCAL_YEAR(field)</c>, in UTC unless <see cref="ConvertTimezone"/> is used.</summary>
    /// <param name="field">A date or an instant.</param>
    [SoqlWord(SoqlWord.DateFunction, "FISCAL_YEAR")]
    public static int FiscalYear(object? field) => throw OnlyInQueries();

    /// <summary><c>FISCAL_QUARTER(field)</c>, in UTC unless <see cref="ConvertTimezone"/> is used.</summary>
    /// <param name="field">A date or an instant.</param>
    [SoqlWord(SoqlWord.DateFunction, "FISCAL_QUARTER")]
    public static int FiscalQuarter(object? field) => throw OnlyInQueries();

    /// <summary><c>FISCAL_MONTH(field)</c>, in UTC unless <see cref="ConvertTimezone"/> is used.</summary>
    /// <param name="field">A date or an instant.</param>
    [SoqlWord(SoqlWord.DateFunction, "FISCAL_MONTH")]
    public static int FiscalMonth(object? field) => throw OnlyInQueries();

    /// <summary><c>HOUR_IN_DAY(field)</c>, in UTC unless <see cref="ConvertTimezone"/> is used.</summary>
    /// <param name="field">A date or an instant.</param>
    [SoqlWord(SoqlWord.DateFunction, "HOUR_IN_DAY")]
    public static int HourInDay(object? field) => throw OnlyInQueries();

    /// <summary><c>WEEK_IN_MONTH(field)</c>, in UTC unless <see cref="ConvertTimezone"/> is used.</summary>
    /// <param name="field">A date or an instant.</param>
    [SoqlWord(SoqlWord.DateFunction, "WEEK_IN_MONTH")]
    public static int WeekInMonth(object? field) => throw OnlyInQueries();

    /// <summary><c>WEEK_IN_YEAR(field)</c>, in UTC unless <see cref="ConvertTimezone"/> is used.</summary>
    /// <param name="field">A date or an instant.</param>
    [SoqlWord(SoqlWord.DateFunction, "WEEK_IN_YEAR")]
    public static int WeekInYear(object? field) => throw OnlyInQueries();

    private static InvalidOperationException OnlyInQueries() =>
        new("SoqlFunctions mean something inside a query over a SalesforceContext only. This one was called, so it stands outside of one, or in a part that runs in memory.");
}
