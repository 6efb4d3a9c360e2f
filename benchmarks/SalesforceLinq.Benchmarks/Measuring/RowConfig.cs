using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using SalesforceLinq.Benchmarks.Subjects;

namespace SalesforceLinq.Benchmarks.Measuring;

/// <summary>The columns by which rows are judged: over the floor, over our own untracked rows, over Newtonsoft's serializer, and bytes for each row.</summary>
internal sealed class RowConfig : ManualConfig
{
    public RowConfig()
    {
        AddColumn(new RatioTo("/untracked", nameof(MaterializationBenchmarks.Untracked)), new RatioTo("/Newtonsoft", nameof(MaterializationBenchmarks.NewtonsoftSerializer)));
        AddColumn(new BytesPerRow(ContactPage.RecordsPerPage));
        AddDiagnoser(MemoryDiagnoser.Default);
    }
}
