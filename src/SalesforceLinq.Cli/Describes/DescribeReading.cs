using SalesforceLinq.Cli.Terminals;

namespace SalesforceLinq.Cli.Describes;

/// <summary>Reads several describes, a few at a time, and shows how far it is.</summary>
internal sealed class DescribeReading(IDescribeSource source, Terminal terminal)
{
    // More at a time would only queue up behind the org's limit of concurrent requests.
    private const int AtATime = 4;

    public async Task<IReadOnlyList<DescribedObject>> ReadAsync(IReadOnlyList<string> names, CancellationToken cancellation)
    {
        using StatusLine status = new(terminal);
        DescribedObject[] found = new DescribedObject[names.Count];
        int done = 0;
        ParallelOptions options = new() { MaxDegreeOfParallelism = AtATime, CancellationToken = cancellation };
        await Parallel.ForAsync(0, names.Count, options, async (index, token) =>
        {
            found[index] = await source.ReadAsync(names[index], token).ConfigureAwait(false);
            status.Show($"Described {Interlocked.Increment(ref done)} of {names.Count}: {names[index]}");
        }).ConfigureAwait(false);
        return found;
    }
}
