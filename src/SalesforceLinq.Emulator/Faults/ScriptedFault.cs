using SalesforceLinq.Emulator.Faults;

namespace SalesforceLinq.Emulator;

/// <summary>A fault in effect: how often it has hit, and the way to end it. Thread-safe.</summary>
/// <remarks>Disposing ends it, so that <c>using</c> bounds it to a block.</remarks>
public sealed class ScriptedFault : IDisposable
{
    private readonly FaultRule _rule;
    private readonly Random _random;
    private int _seen;
    private int _hits;

    internal ScriptedFault(FaultRule rule, Fault fault)
    {
        _rule = rule;
        _random = new Random(rule.Seed);
        Fault = fault;
    }

    /// <summary>What happens to the requests that are hit.</summary>
    public Fault Fault { get; }

    /// <summary>How many requests it has hit so far.</summary>
    public int Hits => Volatile.Read(ref _hits);

    /// <summary>Whether it has hit as often as it was to, and will hit no more.</summary>
    public bool IsSpent => _rule.MostHits is { } most && Hits >= most;

    /// <summary>Ends it; requests that were hit already are not helped.</summary>
    public void Dispose() => _rule.Script.Remove(this);

    /// <summary>Whether the fault can hit this request, whatever came before.</summary>
    internal bool Fits(FaultTarget target) =>
        (_rule.Method is null || _rule.Method == target.Method)
        && (_rule.Path is null ? !FaultReach.IsSignIn(target) : _rule.Path.Fits(target))
        && FaultReach.CanHit(Fault.Kind, target)
        && _rule.Condition?.Invoke(target) != false;

    /// <summary>Counts a request that fits, and says whether it is to be hit. Called under the script's lock.</summary>
    internal bool Counts()
    {
        _seen++;
        // The dice are thrown for every request, so that a seed means the same whatever other faults there are.
        bool chance = _rule.Probability >= 1 || _random.NextDouble() < _rule.Probability;
        return chance && _seen >= _rule.FirstCall && !IsSpent;
    }

    /// <summary>Notes a hit. Called under the script's lock.</summary>
    internal void Hit() => Volatile.Write(ref _hits, _hits + 1);
}
