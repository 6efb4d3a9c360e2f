namespace SalesforceLinq.Cli.Scaffolding.Drift;

/// <summary>How a file differs from what the org would give now.</summary>
/// <param name="File">Name of the file.</param>
/// <param name="Kind">What is to be done with it.</param>
/// <param name="Added">Lines the org has and the file lacks.</param>
/// <param name="Removed">Lines the file has and the org lacks.</param>
internal sealed record FileDrift(string File, DriftKind Kind, IReadOnlyList<string> Added, IReadOnlyList<string> Removed);

/// <summary>What is to be done with a file.</summary>
internal enum DriftKind
{
    /// <summary>It is new.</summary>
    Missing,

    /// <summary>It reads otherwise.</summary>
    Changed,

    /// <summary>Its object is gone, or no longer asked for.</summary>
    Stale,
}
