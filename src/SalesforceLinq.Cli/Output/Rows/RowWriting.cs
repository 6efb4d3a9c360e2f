using System.Globalization;
using Newtonsoft.Json.Linq;
using SalesforceLinq.Cli.Terminals;

namespace SalesforceLinq.Cli.Output.Rows;

/// <summary>Passes rows from a query to a writer: the first ones tell the shape, and none is kept.</summary>
internal sealed class RowWriting(Terminal terminal, IRowWriter writer, bool isCounted)
{
    private const int SampleSize = 100;
    private const int CountedFrom = 1000;

    /// <summary>Writes all rows.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="selected">What the query selects, where that can be told.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>How many there were.</returns>
    public async Task<long> WriteAsync(IAsyncEnumerable<JObject> rows, IReadOnlyList<string>? selected, CancellationToken cancellation)
    {
        using StatusLine status = new(terminal);
        List<JObject>? sample = [];
        long count = 0;
        await foreach (JObject row in rows.WithCancellation(cancellation).ConfigureAwait(false))
        {
            count++;
            if (isCounted && count >= CountedFrom)
                status.Show(string.Create(CultureInfo.InvariantCulture, $"{count:N0} rows"));
            if (sample is null)
            {
                writer.Write(row);
                continue;
            }

            sample.Add(row);
            if (sample.Count == SampleSize)
            {
                Release(sample, selected);
                sample = null;
            }
        }

        if (sample is not null)
            Release(sample, selected);
        writer.End();
        return count;
    }

    private void Release(List<JObject> sample, IReadOnlyList<string>? selected)
    {
        writer.Begin(RowShape.Of(selected, sample), sample);
        foreach (JObject row in sample)
            writer.Write(row);
    }
}
