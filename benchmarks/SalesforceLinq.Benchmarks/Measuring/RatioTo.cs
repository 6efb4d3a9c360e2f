using System.Globalization;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;

namespace SalesforceLinq.Benchmarks.Measuring;

/// <summary>The mean of each row over the mean of one row that is not the baseline, in the same run.</summary>
/// <param name="title">Heading of the column.</param>
/// <param name="method">The method of the row that is 1.</param>
internal sealed class RatioTo(string title, string method) : IColumn
{
    public string Id => nameof(RatioTo) + method;

    public string ColumnName => title;

    public bool AlwaysShow => true;

    public ColumnCategory Category => ColumnCategory.Custom;

    public int PriorityInCategory => 0;

    public bool IsNumeric => true;

    public UnitType UnitType => UnitType.Dimensionless;

    public string Legend => $"Mean over the mean of {method}";

    public string GetValue(Summary summary, BenchmarkCase benchmarkCase)
    {
        double? one = summary.Reports.FirstOrDefault(report => report.BenchmarkCase.Descriptor.WorkloadMethod.Name == method)?.ResultStatistics?.Mean;
        double? mean = summary[benchmarkCase]?.ResultStatistics?.Mean;
        return one is > 0 && mean is not null ? (mean.Value / one.Value).ToString("0.00", CultureInfo.InvariantCulture) : "?";
    }

    public string GetValue(Summary summary, BenchmarkCase benchmarkCase, SummaryStyle style) => GetValue(summary, benchmarkCase);

    public bool IsDefault(Summary summary, BenchmarkCase benchmarkCase) => false;

    public bool IsAvailable(Summary summary) => true;
}
