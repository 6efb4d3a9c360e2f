namespace SalesforceLinq.Emulator;

/// <summary>What a roll-up summary makes of the records it sums up. Deleted records do not count.</summary>
public enum RollUpFunction
{
    /// <summary>How many there are; with a field, how many have a value in it.</summary>
    Count,

    /// <summary>The sum of a number; 0 of none.</summary>
    Sum,

    /// <summary>The least value; null of none.</summary>
    Minimum,

    /// <summary>The greatest value; null of none.</summary>
    Maximum,
}
