namespace SalesforceLinq.Cli.Output;

/// <summary>What is used of a limit.</summary>
/// <param name="Name">Its name, with the unit where it has one.</param>
/// <param name="Max">Most of it.</param>
/// <param name="Remaining">What is left; negative where the org allows overruns.</param>
internal sealed record LimitUse(string Name, long Max, long Remaining)
{
    public long Used => Max - Remaining;

    /// <summary>The used part of the whole: 0 to 1, and above where the org allows overruns.</summary>
    public double Share => Max > 0 ? (double)Used / Max : 0;
}
