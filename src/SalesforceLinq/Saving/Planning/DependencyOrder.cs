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
        List<PendingWrite> later = [];
        HashSet<PendingWrite> finished = [];
        List<PendingWrite> path = [];
        foreach (PendingWrite write in writes)
            Visit(write, path, finished, later);
        return later;
    }

    private static void Visit(PendingWrite write, List<PendingWrite> path, HashSet<PendingWrite> finished, List<PendingWrite> later)
    {
        if (finished.Contains(write))
            return;

        path.Add(write);
        foreach (PendingWrite dependency in write.Dependencies.ToList())
        {
            if (path.Contains(dependency))
                later.Add(Postpone(write, dependency, path));
            else
                Visit(dependency, path, finished, later);
        }

        write.Depth = write.Dependencies.Count == 0 ? 0 : write.Dependencies.Max(dependency => dependency.Depth) + 1;
        path.RemoveAt(path.Count - 1);
        finished.Add(write);
    }

    private static PendingWrite Postpone(PendingWrite write, PendingWrite dependency, List<PendingWrite> path)
    {
        (string lookup, TrackedEntity parent) = write.Pointers.First(pointer => pointer.Value == dependency.Tracked);
        if (write.Tracked.Model.FindField(lookup) is { IsNullable: false })
        {
            IEnumerable<string> circle = path[path.IndexOf(dependency)..].Append(dependency).Select(member => member.ApiName);
            throw new InvalidOperationException($"New records wait for one another in a circle, {string.Join(" -> ", circle)}, and {write.ApiName}.{lookup} may not be empty. " +
                "Save one of them first, without that lookup if the org allows it. Nothing was sent.");
        }

        write.Pointers.Remove(lookup);
        write.Dependencies.Remove(dependency);
        PendingWrite update = new(write.Tracked, SaveOperation.Update, []) { Pointers = { [lookup] = parent } };
        update.Dependencies.AddRange([write, dependency]);
        return update;
    }
}
