using SalesforceLinq.Emulator.Soql.Syntax;

namespace SalesforceLinq.Emulator.Soql.Binding;

/// <summary>The days a relative date literal means: from <see cref="Start"/> to the day before <see cref="End"/>.</summary>
/// <remarks>Source: SOQL and SOSL Reference, "Date Formats and Date Literals in WHERE".</remarks>
internal readonly record struct RelativeDateRange(DateOnly Start, DateOnly End)
{
    public static RelativeDateRange Of(RelativeDateLiteral literal, QueryContext context)
    {
        DateOnly today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(context.Clock.GetUtcNow(), context.TimeZone).DateTime);
        string name = literal.Name;
        int count = literal.Count;
        switch (name)
        {
            case "YESTERDAY":
                return Days(today, -1, 0);
            case "TODAY":
                return Days(today, 0, 1);
            case "TOMORROW":
                return Days(today, 1, 2);
            case "LAST_90_DAYS":
                return Days(today, -90, 1);
            case "NEXT_90_DAYS":
                return Days(today, 1, 91);
            case "LAST_N_DAYS":
                return Days(today, -count, 1);
            case "NEXT_N_DAYS":
                return Days(today, 1, count + 1);
            case "N_DAYS_AGO":
                return Days(today, -count, 1 - count);
            default:
                return Units(name, count, today, context);
        }
    }

    private static RelativeDateRange Units(string name, int count, DateOnly today, QueryContext context)
    {
        (int from, int to, string unit) = name switch
        {
            _ when name.StartsWith("LAST_N_", StringComparison.Ordinal) => (-count, 0, name[7..]),
            _ when name.StartsWith("NEXT_N_", StringComparison.Ordinal) => (1, count + 1, name[7..]),
            _ when name.StartsWith("N_", StringComparison.Ordinal) => (-count, 1 - count, name[2..^4]),
            _ when name.StartsWith("LAST_", StringComparison.Ordinal) => (-1, 0, name[5..]),
            _ when name.StartsWith("THIS_", StringComparison.Ordinal) => (0, 1, name[5..]),
            _ => (1, 2, name[5..]),
        };
        return new RelativeDateRange(StartOf(unit, from, today, context), StartOf(unit, to, today, context));
    }

    private static DateOnly StartOf(string unit, int shift, DateOnly today, QueryContext context)
    {
        int fiscalMonth = context.FiscalYearStartMonth - 1;
        switch (unit.TrimEnd('S'))
        {
            case "WEEK":
                int sinceStart = ((int)today.DayOfWeek - (int)context.FirstDayOfWeek + 7) % 7;
                return AddDays(today, (7L * shift) - sinceStart);
            case "MONTH":
                return Month(today.Year, today.Month - 1 + (long)shift);
            case "QUARTER":
                return Month(today.Year, ((today.Month - 1) / 3 * 3) + (3L * shift));
            case "YEAR":
                return Month(today.Year, 12L * shift);
            case "FISCAL_QUARTER":
                int inYear = (today.Month - 1 - fiscalMonth + 12) % 12;
                return Month(today.Year, today.Month - 1 - (inYear % 3) + (3L * shift));
            default:
                int sinceFiscalStart = (today.Month - 1 - fiscalMonth + 12) % 12;
                return Month(today.Year, today.Month - 1 - sinceFiscalStart + (12L * shift));
        }
    }

    private static RelativeDateRange Days(DateOnly today, int from, int to) => new(AddDays(today, from), AddDays(today, to));

    private static DateOnly AddDays(DateOnly day, long days) =>
        DateOnly.FromDayNumber((int)Math.Clamp(day.DayNumber + days, DateOnly.MinValue.DayNumber, DateOnly.MaxValue.DayNumber));

    /// <summary>The first of a month that is counted from January of a year, in any direction.</summary>
    private static DateOnly Month(int year, long monthFromJanuary)
    {
        long months = (year * 12L) + monthFromJanuary;
        months = Math.Clamp(months, 12, (9999 * 12) + 11);
        return new DateOnly((int)(months / 12), (int)(months % 12) + 1, 1);
    }
}
