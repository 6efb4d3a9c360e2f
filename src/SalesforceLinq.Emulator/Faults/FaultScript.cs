using SalesforceLinq.Emulator.Faults;

namespace SalesforceLinq.Emulator;

/// <summary>Which requests to an emulated org go wrong, and how. Thread-safe.</summary>
/// <remarks>Only the REST resources under <c>/services/data</c>, <c>/services/async</c> and <c>/services/apexrest</c> are hit; signing in never is.</remarks>
public sealed class FaultScript
{
    private readonly Lock _lock = new();
    private readonly List<Planned> _planned = [];

    /// <summary>Lets the next request go wrong, or the next few.</summary>
    /// <param name="fault">What goes wrong.</param>
    /// <param name="times">How many requests; 1 or more.</param>
    /// <param name="on">Which requests count, such as <c>r =&gt; r.Method == "PATCH"</c>; by default all that the fault can hit.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="times"/> is below 1.</exception>
    public void Next(Fault fault, int times = 1, Func<FaultTarget, bool>? on = null)
    {
        ArgumentNullException.ThrowIfNull(fault);
        ArgumentOutOfRangeException.ThrowIfLessThan(times, 1);
        lock (_lock)
            _planned.Add(new Planned(fault, on) { Left = times });
    }

    /// <summary>Lets requests go wrong by chance, until <see cref="Clear"/>.</summary>
    /// <param name="fault">What goes wrong.</param>
    /// <param name="probability">0 to 1.</param>
    /// <param name="seed">The same seed yields the same chance.</param>
    /// <param name="on">Which requests count.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="probability"/> is not from 0 to 1.</exception>
    public void Randomly(Fault fault, double probability, int seed, Func<FaultTarget, bool>? on = null)
    {
        ArgumentNullException.ThrowIfNull(fault);
        ArgumentOutOfRangeException.ThrowIfNegative(probability);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(probability, 1);
        lock (_lock)
            _planned.Add(new Planned(fault, on) { Probability = probability, Random = new Random(seed) });
    }

    /// <summary>Nothing goes wrong any more.</summary>
    public void Clear()
    {
        lock (_lock)
            _planned.Clear();
    }

    internal Fault? Take(FaultTarget target)
    {
        lock (_lock)
        {
            foreach (Planned planned in _planned)
            {
                if (!CanHit(planned.Fault.Kind, target) || planned.On?.Invoke(target) == false)
                    continue;
                if (planned.Random is { } random)
                {
                    if (random.NextDouble() < planned.Probability)
                        return planned.Fault;
                    continue;
                }
                if (--planned.Left == 0)
                    _planned.Remove(planned);
                return planned.Fault;
            }
            return null;
        }
    }

    private static bool CanHit(FaultKind kind, FaultTarget target) => kind switch
    {
        FaultKind.RowLocked => target.Method is "POST" or "PATCH" or "DELETE" or "PUT",
        FaultKind.DeadCursor => target.Method == "GET" && target.Path.Contains("/query/", StringComparison.OrdinalIgnoreCase)
            && target.Path.LastIndexOf('-') > target.Path.LastIndexOf('/'),
        _ => true,
    };

    private sealed class Planned(Fault fault, Func<FaultTarget, bool>? on)
    {
        public Fault Fault { get; } = fault;

        public Func<FaultTarget, bool>? On { get; } = on;

        public int Left { get; set; }

        public double Probability { get; init; }

        public Random? Random { get; init; }
    }
}

/// <summary>A request a fault may hit.</summary>
/// <param name="Method">HTTP method, in capitals.</param>
/// <param name="Path">Path without the query, such as <c>/services/data/v66.0/sobjects/Account</c>.</param>
/// <param name="Query">Query string with its question mark, or empty.</param>
public readonly record struct FaultTarget(string Method, string Path, string Query);
