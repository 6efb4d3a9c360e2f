using SalesforceLinq.Emulator.Faults;

namespace SalesforceLinq.Emulator;

/// <summary>Which requests a fault shall hit. Begins with <see cref="FaultScript.On"/> and takes effect with <see cref="Fail"/>.</summary>
/// <remarks>Immutable: every method answers a new rule.</remarks>
/// <example><code>
/// org.Faults.On("POST", "composite/sobjects").OnCall(2).Fail(Fault.DroppedAfterCommit);
/// org.Faults.On("GET", "query*").Times(3).Fail(Fault.ServiceUnavailable);
/// org.Faults.On().WithProbability(0.05, seed: 7).Fail(Fault.RowLocked);
/// </code></example>
public sealed record FaultRule
{
    internal FaultRule(FaultScript script, string? method, string? path)
    {
        Script = script;
        Method = method?.ToUpperInvariant();
        Path = path is null ? null : new PathPattern(path);
    }

    internal FaultScript Script { get; }

    internal string? Method { get; }

    internal PathPattern? Path { get; }

    internal Func<FaultTarget, bool>? Condition { get; private init; }

    internal int FirstCall { get; private init; } = 1;

    /// <summary>How often; <see langword="null"/> for without end, and 1 where nothing else was said.</summary>
    internal int? MostHits { get; private init; } = 1;

    internal double Probability { get; private init; } = 1;

    internal int Seed { get; private init; }

    /// <summary>Narrows the rule to requests for which a condition holds; several conditions must all hold.</summary>
    /// <param name="condition">Is called for every request that method and path fit, one at a time; must be quick.</param>
    public FaultRule Where(Func<FaultTarget, bool> condition)
    {
        ArgumentNullException.ThrowIfNull(condition);
        Func<FaultTarget, bool>? before = Condition;
        return this with { Condition = before is null ? condition : target => before(target) && condition(target) };
    }

    /// <summary>Spares the requests before the nth that fits; that one is hit.</summary>
    /// <param name="number">1 (default) for the first request that fits from now on.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is below 1.</exception>
    public FaultRule OnCall(int number)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(number, 1);
        return this with { FirstCall = number };
    }

    /// <summary>Hits this many requests one after the other, instead of one.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is below 1.</exception>
    public FaultRule Times(int number)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(number, 1);
        return this with { MostHits = number };
    }

    /// <summary>Hits every request that fits, until the fault is removed.</summary>
    public FaultRule Always() => this with { MostHits = null };

    /// <summary>Hits requests that fit by chance, until the fault is removed; with <see cref="Times"/> after it, until that many were hit.</summary>
    /// <param name="probability">0 to 1.</param>
    /// <param name="seed">The same seed hits the same calls, counted among those that fit.</param>
    /// <exception cref="ArgumentOutOfRangeException">The probability is not from 0 to 1.</exception>
    public FaultRule WithProbability(double probability, int seed)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(probability);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(probability, 1);
        return this with { Probability = probability, Seed = seed, MostHits = null };
    }

    /// <summary>Puts the rule into effect.</summary>
    /// <param name="fault">What happens to the requests it hits.</param>
    /// <returns>Tells how often it has hit, and takes it back.</returns>
    public ScriptedFault Fail(Fault fault)
    {
        ArgumentNullException.ThrowIfNull(fault);
        return Script.Add(new ScriptedFault(this, fault));
    }
}
