using System.Runtime.CompilerServices;

namespace SalesforceLinq.Querying.Execution;

/// <summary>Merges the ordered parts of a query into one ordered stream: of the rows the parts offer, always the one that comes first.</summary>
internal sealed class MergedStream(RowOrder order)
{
    /// <summary>The rows of all parts, without what they are ordered by.</summary>
    /// <param name="parts">The parts, each in order, their rows as <see cref="RowOrder.Reader"/> reads them.</param>
    /// <param name="cancellationToken">Stops the query.</param>
    /// <returns>Lists of rows. It is one list, filled again and again: what is in it is taken before more is asked for.</returns>
    public async IAsyncEnumerable<List<object?>> ReadAsync(IEnumerable<IAsyncEnumerable<List<object?>>> parts, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        List<OrderedPart> opened = [];
        try
        {
            PriorityQueue<OrderedPart, object?[]> offers = new(order);
            foreach (IAsyncEnumerable<List<object?>> rows in parts)
            {
                OrderedPart part = new(rows.GetAsyncEnumerator(cancellationToken));
                opened.Add(part);
                // One after the other: the tracker that takes in what they read is made for one thread.
                if (await part.MoveNextAsync().ConfigureAwait(false))
                    offers.Enqueue(part, part.Row);
            }

            List<object?> merged = [];
            while (offers.TryDequeue(out OrderedPart? first, out object?[]? row))
            {
                merged.Add(row[0]);
                // What is at hand is handed out before anything is waited for.
                if (first.IsLastAtHand)
                {
                    yield return merged;
                    merged.Clear();
                }

                if (await first.MoveNextAsync().ConfigureAwait(false))
                    offers.Enqueue(first, first.Row);
            }
        }
        finally
        {
            foreach (OrderedPart part in opened)
                await part.DisposeAsync().ConfigureAwait(false);
        }
    }

    private sealed class OrderedPart(IAsyncEnumerator<List<object?>> pieces) : IAsyncDisposable
    {
        private int _index = -1;

        public object?[] Row => (object?[])pieces.Current[_index]!;

        public bool IsLastAtHand => _index + 1 == pieces.Current.Count;

        public async ValueTask<bool> MoveNextAsync()
        {
            if (_index >= 0 && !IsLastAtHand)
            {
                _index++;
                return true;
            }

            _index = 0;
            return await pieces.MoveNextAsync().ConfigureAwait(false);
        }

        public ValueTask DisposeAsync() => pieces.DisposeAsync();
    }
}
