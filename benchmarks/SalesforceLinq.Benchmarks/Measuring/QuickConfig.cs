using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Engines;
using BenchmarkDotNet.Exporters;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Toolchains.InProcess.NoEmit;
using Perfolizer.Horology;

namespace SalesforceLinq.Benchmarks.Measuring;

/// <summary>
/// Few, short iterations in one process: enough for a ratio between two rows of one table, not for an absolute time.
/// What is made of waiting, as paging is, is simply run three times.
/// </summary>
internal sealed class QuickConfig : ManualConfig
{
    public QuickConfig(bool isWaiting = false)
    {
        Job job = Job.Default.WithToolchain(InProcessNoEmitToolchain.Instance);
        AddJob(isWaiting
            ? job.WithStrategy(RunStrategy.Monitoring).WithWarmupCount(1).WithIterationCount(3)
            : job.WithWarmupCount(3).WithIterationCount(7).WithIterationTime(TimeInterval.FromMilliseconds(120)));
        AddDiagnoser(MemoryDiagnoser.Default);
        AddColumnProvider(DefaultColumnProviders.Instance);
        HideColumns(Column.Error, Column.StdDev, Column.RatioSD, Column.Gen0, Column.Gen1, Column.Gen2, Column.Median);
        AddLogger(ConsoleLogger.Default);
        AddExporter(MarkdownExporter.GitHub);
        WithOptions(ConfigOptions.DisableLogFile);
    }
}
