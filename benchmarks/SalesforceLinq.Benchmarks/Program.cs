using BenchmarkDotNet.Running;
using SalesforceLinq.Benchmarks;
using SalesforceLinq.Benchmarks.Measuring;

// --quick: all four tables in a few minutes, in this process. Otherwise BenchmarkDotNet's own command line, for figures worth committing.
if (args is ["--quick", ..])
{
    foreach (Type table in (Type[])[typeof(TranslationBenchmarks), typeof(MaterializationBenchmarks), typeof(ChangeDetectionBenchmarks), typeof(PagingBenchmarks)])
        BenchmarkRunner.Run(table, new QuickConfig(isWaiting: table == typeof(PagingBenchmarks)));
}
else
{
    BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
}
