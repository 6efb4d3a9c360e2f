using System.Globalization;

namespace SalesforceLinq.Emulator.Sampling;

/// <summary>What a record is made up from: the wanted counts, the dice, the time, and which one of its kind it is.</summary>
/// <param name="Options">How many records there are of each object.</param>
/// <param name="Dice">The chance of this object.</param>
/// <param name="Now">The org's time.</param>
/// <param name="Number">The number of this record, from 1.</param>
internal sealed record SampleScene(SampleData Options, SampleDice Dice, DateTimeOffset Now, int Number)
{
    /// <summary>The user who signs in, or one of the others.</summary>
    public SampleReference Owner => new("User", Dice.Below(Options.Users + 1));

    /// <summary>Some record of an object; <see langword="null"/> when there are none.</summary>
    public SampleReference? Some(string objectName, int count) => count == 0 ? null : new SampleReference(objectName, Dice.Between(1, count));

    /// <summary>A date so many days from today.</summary>
    public DateOnly Day(int offset) => DateOnly.FromDateTime(Now.UtcDateTime).AddDays(offset);

    /// <summary>The record's number in text.</summary>
    public string NumberText => Number.ToString(CultureInfo.InvariantCulture);
}
