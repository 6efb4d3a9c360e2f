using System.Diagnostics;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using SalesforceLinq.Benchmarks.Subjects;
using SalesforceLinq.Http;

namespace SalesforceLinq.Benchmarks;

/// <summary>
/// The first query of a process: from making the context to the query's text, over an entity of 30 fields. Each figure comes from a process of its own,
/// which BenchmarkDotNet cannot do; the two sides take turns.
/// </summary>
public static class ColdStart
{
    private const int Rounds = 9;

    /// <summary>Runs both sides in turn, and prints the medians.</summary>
    public static void Run()
    {
        List<double> ours = [];
        List<double> theirs = [];
        for (int i = 0; i < Rounds; i++)
        {
            ours.Add(Measured("salesforcelinq"));
            theirs.Add(Measured("ef"));
        }

        (double mine, double other) = (Median(ours), Median(theirs));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"first query of a process, 30 fields: SalesforceLinq {mine:0} ms, EF Core Sqlite {other:0} ms, ratio {mine / other:0.00}"));
    }

    /// <summary>One measurement, in this process.</summary>
    /// <param name="side">Whose query.</param>
    public static void RunOnce(string side)
    {
        long start = Stopwatch.GetTimestamp();
        string name = "O'Neil";
        string text = side == "ef" ? Ef(name) : SalesforceLinq(name);
        TimeSpan elapsed = Stopwatch.GetElapsedTime(start);
        if (!text.Contains("LastName", StringComparison.Ordinal))
            throw new InvalidOperationException(text);
        Console.WriteLine(elapsed.TotalMilliseconds.ToString("0.000", CultureInfo.InvariantCulture));
    }

    private static string SalesforceLinq(string name)
    {
        SalesforceClient client = new(new AccessTokenCredential("https://stub.example.com", "token"));
        WideContext context = new(new SalesforceContextOptionsBuilder<WideContext>().UseClient(client).Options);
        return context.Contacts.Where(c => c.LastName == name).ToSoql();
    }

    private static string Ef(string name)
    {
        using WideEfContext context = new();
        return context.Contacts.Where(c => c.LastName == name).ToQueryString();
    }

    private static double Measured(string side)
    {
        ProcessStartInfo start = new(Environment.ProcessPath!) { RedirectStandardOutput = true };
        // Under 'dotnet run' the process is the program itself, under 'dotnet x.dll' it is dotnet.
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet")
            start.ArgumentList.Add(typeof(ColdStart).Assembly.Location);
        start.ArgumentList.Add("--cold-start");
        start.ArgumentList.Add(side);
        using Process process = Process.Start(start)!;
        string answer = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return double.Parse(answer, CultureInfo.InvariantCulture);
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}

/// <summary>The product's side.</summary>
public sealed class WideContext(SalesforceContextOptions<WideContext> options) : SalesforceContext(options)
{
    public SObjectSet<WideContact> Contacts => Set<WideContact>();
}

/// <summary>The peer's side: its query is made into text and never run, so there is no database.</summary>
public sealed class WideEfContext : DbContext
{
    public DbSet<WideContact> Contacts => Set<WideContact>();

    protected override void OnConfiguring(DbContextOptionsBuilder options) => options.UseSqlite("Data Source=:memory:");
}
