using BenchmarkDotNet.Running;
using SalesforceLinq.Benchmarks;
using SalesforceLinq.Benchmarks.Measuring;

// --quick: all four tables in a few minutes, in this process; --quick Translation: the tables whose names begin so.
// --tracked-memory: what tracking keeps beside the entities.
// --save-growth: how a save grows with its records, sizes taking turns.
// --cold-start: the first query of a process, measured in processes of its own.
// Otherwise BenchmarkDotNet's own command line, for figures worth committing.
if (args is ["--cold-start", var side])
{
    ColdStart.RunOnce(side);
}
else if (args is ["--tracked-memory"])
{
    TrackedMemory.Run();
}
else if (args is ["--save-growth"])
{
    await SaveGrowth.RunAsync();
}
else if (args is ["--cold-start"])
{
    ColdStart.Run();
}
else if (args is ["--quick", ..])
{
    string wanted = args.Length > 1 ? args[1] : "";
    foreach (Type table in (Type[])[typeof(TranslationBenchmarks), typeof(MaterializationBenchmarks), typeof(ChangeDetectionBenchmarks), typeof(SavingBenchmarks), typeof(PagingBenchmarks)])
    {
        if (table.Name.StartsWith(wanted, StringComparison.OrdinalIgnoreCase))
            BenchmarkRunner.Run(table, new QuickConfig(isWaiting: table == typeof(PagingBenchmarks)));
    }
}
else
{
    BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
}
