using System.Globalization;

namespace SalesforceLinq.Emulator.Sampling;

/// <summary>Chance that falls the same way for the same seed, on every machine and every runtime.</summary>
/// <remarks><see cref="Random"/> promises no sequence across .NET versions, so the generator (SplitMix64) is spelled out here.</remarks>
internal sealed class SampleDice(long seed)
{
    private ulong _state = unchecked((ulong)seed);

    /// <summary>A number from 0 up to, and without, <paramref name="bound"/>.</summary>
    public int Below(int bound) => (int)(Next() % (ulong)bound);

    /// <summary>A number from <paramref name="low"/> to <paramref name="high"/>, both included.</summary>
    public int Between(int low, int high) => low + Below(high - low + 1);

    /// <summary>True once in <paramref name="times"/> times.</summary>
    public bool OnceIn(int times) => Below(times) == 0;

    /// <summary>One of these.</summary>
    public T Pick<T>(T[] choices) => choices[Below(choices.Length)];

    /// <summary>A phone number that nobody has: the 555-01xx range is kept for fiction.</summary>
    public string Phone() => string.Create(CultureInfo.InvariantCulture, $"+1 {Between(201, 989)} 555 01{Below(100):d2}");

    private ulong Next()
    {
        _state = unchecked(_state + 0x9E3779B97F4A7C15UL);
        ulong mixed = _state;
        mixed = unchecked((mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9UL);
        mixed = unchecked((mixed ^ (mixed >> 27)) * 0x94D049BB133111EBUL);
        return mixed ^ (mixed >> 31);
    }
}
