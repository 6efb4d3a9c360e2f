using SalesforceLinq.Tracking;

namespace SalesforceLinq.Saving.Planning;

/// <summary>Finds how deep each write waits for others, and breaks circles by pointing later.</summary>
internal sealed class DependencyOrder
{
    /// <summary>Sets the depths.</summary>
    /// <returns>Updates that close the circles once all records have ids.</returns>
    /// <exception cref="InvalidOperationException">A circle stands on lookups that may not be empty; the message names it.</exception>
    public IReadOnlyList<PendingWrite> Arrange(IReadOnlyList<PendingWrite> writes)
    {
        OrderedDictionary<PendingWrite, PendingWrite> later = [];
        HashSet<PendingWrite> finished = [];
        // Most writes wait for nothing, and what nothing is known of has depth 0.
        foreach (PendingWrite write in writes)
        {
            if (write.Dependencies.Count > 0)
                Visit(write, finished, later);
        }

        return [.. later.Values];
    }

    // A stack of its own instead of recursion: a chain of ten thousand records that each point at the one before is a legal save.
    private static void Visit(PendingWrite start, HashSet<PendingWrite> finished, OrderedDictionary<PendingWrite, PendingWrite> later)
    {
        if (finished.Contains(start))
            return;

        List<PendingWrite> path = [start];
        Dictionary<PendingWrite, int> next = new() { [start] = 0 };
        while (path.Count > 0)
        {
            PendingWrite write = path[^1];
            int position = next[write];
            if (position == write.Dependencies.Count)
            {
                write.PlaceBehindDependencies();
                finished.Add(write);
                next.Remove(write);
                path.RemoveAt(path.Count - 1);
                continue;
            }

            PendingWrite dependency = write.Dependencies[position];
            if (next.ContainsKey(dependency))
            {
                // Postponing takes the dependency out of the list: the next one stands at the same place.
                Postpone(write, dependency, path, later);
                continue;
            }

            next[write] = position + 1;
            if (finished.Contains(dependency))
                continue;
            next[dependency] = 0;
            path.Add(dependency);
        }
    }

    private static void Postpone(PendingWrite write, PendingWrite dependency, List<PendingWrite> path, OrderedDictionary<PendingWrite, PendingWrite> later)
    {
        (string lookup, TrackedEntity parent) = write.Pointers.First(pointer => pointer.Value == dependency.Tracked);
        if (write.Tracked.Model.FindField(lookup) is { IsNullable: false })
        {
            IEnumerable<string> circle = path[path.IndexOf(dependency)..].Append(dependency).Select(member => member.ApiName);
            throw new InvalidOperationException($"New records wait for one another in a circle, {string.Join(" -> ", circle)}, and {write.ApiName}.{lookup} may not be empty. " +
                "Save one of them first, without that lookup if the org allows it. Nothing was sent.");
        }

        write.Postpone(lookup, dependency);
        // One update for all lookups of a record that are to follow: a call must not name a record twice.
        if (!later.TryGetValue(write, out PendingWrite? update))
        {
            later[write] = update = new PendingWrite(write.Tracked, SaveOperation.Update, []);
            update.WaitFor(write);
        }

        update.PointAt(lookup, parent);
        update.WaitFor(dependency);
    }
}
