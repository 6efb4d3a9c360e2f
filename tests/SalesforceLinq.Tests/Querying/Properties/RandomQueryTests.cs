using System.Globalization;
using CsCheck;
using SalesforceLinq.Tests.Querying.Subjects;
using Xunit.Abstractions;

namespace SalesforceLinq.Tests.Querying.Properties;

/// <summary>
/// Random queries over random records, run by the emulated org and by LINQ to Objects, under several cultures: both must give the same rows.
/// SALESFORCELINQ_QUERIES sets the number of queries (20,000 by default), SALESFORCELINQ_QUERY_SEED repeats a run.
/// </summary>
public sealed class RandomQueryTests(ITestOutputHelper output)
{
    [Fact]
    public async Task Org_and_memory_give_the_same_rows()
    {
        int queries = int.TryParse(Environment.GetEnvironmentVariable("SALESFORCELINQ_QUERIES"), CultureInfo.InvariantCulture, out int wanted) ? wanted : 20_000;
        int seed = int.TryParse(Environment.GetEnvironmentVariable("SALESFORCELINQ_QUERY_SEED"), CultureInfo.InvariantCulture, out int given) ? given : Random.Shared.Next(1_000_000);
        output.WriteLine($"{queries} queries over records of seed {seed}");
        await using ThingOrg org = await ThingOrg.StartAsync(new Random(seed));
        int found = 0;
        RandomQuery.Any.Sample(query => Interlocked.Add(ref found, Check(query, org)), output.WriteLine, iter: queries, threads: 2);
        found.Should().BeGreaterThan(queries, "a query that finds nothing shows little");
    }

    private static int Check(RandomQuery query, ThingOrg org)
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        string soql = "";
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(query.Culture);
            using ThingContext context = org.Context();
            List<string> asked = query.Ask(context, out soql);
            List<string> expected = query.Expect(
                org, NullSafeQuery.Safe(query.Condition).Compile(preferInterpretation: true), NullSafeQuery.Safe(query.Second).Compile(preferInterpretation: true));
            if (!query.IsOrdered)
            {
                asked.Sort(StringComparer.Ordinal);
                expected.Sort(StringComparer.Ordinal);
            }

            return asked.SequenceEqual(expected)
                ? asked.Count
                : throw new InvalidOperationException($"{query}\n{soql}\norg:    {string.Join(" | ", asked)}\nmemory: {string.Join(" | ", expected)}");
        }
        catch (Exception failure) when (failure is not InvalidOperationException)
        {
            throw new InvalidOperationException($"{query}\n{soql}\n{failure.Message}", failure);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}
