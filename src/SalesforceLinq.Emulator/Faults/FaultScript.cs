namespace SalesforceLinq.Emulator;

/// <summary>Which requests to an emulated org go wrong, and how. Thread-safe.</summary>
/// <remarks>
/// The REST resources under <c>/services/data</c>, <c>/services/async</c> and <c>/services/apexrest</c> are hit; signing in and the SOAP API only by a rule that
/// names its path, such as <c>/services/oauth2/token</c> or <c>/services/Soap/*</c>. A request is hit by one fault at most: the first one, in the order they were added, that
/// fits and is not spent. <see cref="EmulatedOrg.ResetAsync"/> removes all faults.
/// </remarks>
public sealed class FaultScript
{
    private readonly Lock _lock = new();

    internal FaultScript()
    {
    }
    private ScriptedFault[] _faults = [];

    /// <summary>Faults that are in effect, in the order they were added; spent ones are gone.</summary>
    public IReadOnlyList<ScriptedFault> Active => Volatile.Read(ref _faults);

    /// <summary>Begins a rule: which requests shall go wrong.</summary>
    /// <param name="method">HTTP method, such as <c>PATCH</c>; by default any.</param>
    /// <param name="path">
    /// Path behind the API version, such as <c>sobjects/Account</c>, or a whole path that begins with <c>/services</c>; <c>*</c> stands for anything,
    /// case does not count. By default any but those of signing in.
    /// </param>
    /// <exception cref="ArgumentException">The path is empty or holds a query.</exception>
    public FaultRule On(string? method = null, string? path = null) => new(this, method, path);

    /// <summary>Lets the next request go wrong, or the next few: short for <see cref="On"/> with <see cref="FaultRule.Times"/>.</summary>
    /// <param name="fault">What goes wrong.</param>
    /// <param name="times">How many requests; 1 or more.</param>
    /// <param name="on">Which requests count, such as <c>r =&gt; r.Method == "PATCH"</c>; by default all that the fault can hit.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="times"/> is below 1.</exception>
    public ScriptedFault Next(Fault fault, int times = 1, Func<FaultTarget, bool>? on = null) => On().Where(on ?? (_ => true)).Times(times).Fail(fault);

    /// <summary>Lets requests go wrong by chance, until <see cref="Clear"/>: short for <see cref="On"/> with <see cref="FaultRule.WithProbability"/>.</summary>
    /// <param name="fault">What goes wrong.</param>
    /// <param name="probability">0 to 1.</param>
    /// <param name="seed">The same seed yields the same chance.</param>
    /// <param name="on">Which requests count.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="probability"/> is not from 0 to 1.</exception>
    public ScriptedFault Randomly(Fault fault, double probability, int seed, Func<FaultTarget, bool>? on = null) =>
        On().Where(on ?? (_ => true)).WithProbability(probability, seed).Fail(fault);

    /// <summary>Nothing goes wrong any more.</summary>
    public void Clear()
    {
        lock (_lock)
            Volatile.Write(ref _faults, []);
    }

    internal ScriptedFault Add(ScriptedFault fault)
    {
        lock (_lock)
            Volatile.Write(ref _faults, [.. _faults, fault]);
        return fault;
    }

    internal void Remove(ScriptedFault fault)
    {
        lock (_lock)
            Volatile.Write(ref _faults, [.. _faults.Where(other => other != fault)]);
    }

    /// <summary>The fault that hits a request, if one does; every fault that fits counts the request.</summary>
    internal Fault? Take(FaultTarget target)
    {
        // Most orgs have no faults: no lock for their requests.
        if (Volatile.Read(ref _faults).Length == 0)
            return null;
        lock (_lock)
        {
            ScriptedFault? hit = null;
            // A condition may change the script: the walk is over the faults there were when it began.
            foreach (ScriptedFault fault in _faults)
            {
                if (fault.Fits(target) && fault.Counts())
                    hit ??= fault;
            }
            if (hit is null)
                return null;
            hit.Hit();
            if (hit.IsSpent)
                Remove(hit);
            return hit.Fault;
        }
    }
}
