using System.Globalization;
using SalesforceLinq.Emulator.Soql.Binding;

namespace SalesforceLinq.Emulator.Storage.Compilation;

/// <summary>Writes the functions of a date as SQL over the stored text.</summary>
/// <remarks>Source: SOQL and SOSL Reference, "Date Functions".</remarks>
internal sealed class DateFunctionCompiler(SqlParameters parameters, QueryContext context)
{
    public string Compile(DateFunctionValue value, string argument)
    {
        string text = value.InUserZone ? $"SF_LOCAL({argument},{parameters.Add(context.TimeZone.Id)})" : argument;
        string year = Part(text, 1, 4);
        string month = Part(text, 6, 2);
        string day = Part(text, 9, 2);
        string dayInYear = $"CAST(strftime('%j',substr({text},1,10)) AS INTEGER)";
        int fiscalStart = context.FiscalYearStartMonth;
        string fiscalMonth = string.Create(CultureInfo.InvariantCulture, $"(({month}+{12 - fiscalStart})%12+1)");
        return value.Function switch
        {
            DateFunction.CalendarYear => year,
            DateFunction.CalendarQuarter => $"(({month}+2)/3)",
            DateFunction.CalendarMonth => month,
            DateFunction.DayInMonth => day,
            DateFunction.DayInWeek => $"(CAST(strftime('%w',substr({text},1,10)) AS INTEGER)+1)",
            DateFunction.DayInYear => dayInYear,
            DateFunction.DayOnly => $"substr({text},1,10)",
            DateFunction.FiscalMonth => fiscalMonth,
            DateFunction.FiscalQuarter => $"(({fiscalMonth}+2)/3)",

            // A fiscal year bears the name of the calendar year it ends in.
            DateFunction.FiscalYear => fiscalStart == 1 ? year : string.Create(CultureInfo.InvariantCulture, $"({year}+({month}>={fiscalStart}))"),
            DateFunction.HourInDay => Part(text, 12, 2),
            DateFunction.WeekInMonth => $"(({day}-1)/7+1)",
            _ => $"(({dayInYear}-1)/7+1)",
        };
    }

    private static string Part(string text, int start, int length) =>
        string.Create(CultureInfo.InvariantCulture, $"CAST(substr({text},{start},{length}) AS INTEGER)");
}
