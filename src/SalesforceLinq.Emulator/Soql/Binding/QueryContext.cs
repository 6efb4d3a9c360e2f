using System.Globalization;

namespace SalesforceLinq.Emulator.Soql.Binding;

/// <summary>Who asks, when, and how: all that a query's meaning depends on besides its text and the schema.</summary>
internal sealed record QueryContext
{
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Id (18 characters) of the user the query runs as.</summary>
    public string UserId { get; init; } = "";

    /// <summary>Zone of the user: date literals mean its days.</summary>
    public TimeZoneInfo TimeZone { get; init; } = TimeZoneInfo.Utc;

    /// <summary>Locale of the user, such as <c>en_US</c>: FORMAT writes as its people read.</summary>
    public string Locale { get; init; } = "en_US";

    /// <summary>Day a week starts with, by the user's locale.</summary>
    public DayOfWeek FirstDayOfWeek { get; init; } = DayOfWeek.Sunday;

    /// <summary>1 to 12; 1 makes the fiscal year the calendar year.</summary>
    public int FiscalYearStartMonth { get; init; } = 1;

    /// <summary>Currency of the org, as FORMAT and amounts such as USD5000 know it.</summary>
    public string CurrencyCode { get; init; } = "USD";

    /// <summary>API version of the request, such as 66.0: it decides what nests how deep.</summary>
    public decimal ApiVersion { get; init; } = 66.0m;

    /// <summary>Whether soft-deleted rows are answered too (queryAll).</summary>
    public bool IncludeDeleted { get; init; }

    /// <summary>Rows on a page: a hint of 200 to 2,000, by <c>Sforce-Query-Options: batchSize</c>.</summary>
    public int BatchSize { get; init; } = 2000;

    /// <summary>What urls in answers begin with, such as <c>/services/data/v66.0</c>.</summary>
    public string UrlPrefix { get; init; } = "/services/data/v66.0";

    /// <summary>How people of a locale such as <c>en_US</c> write; of one that nobody knows, as nobody does.</summary>
    public static CultureInfo CultureOf(string locale)
    {
        try
        {
            return CultureInfo.GetCultureInfo(locale.Replace('_', '-'));
        }
        catch (CultureNotFoundException)
        {
            return CultureInfo.InvariantCulture;
        }
    }
}
