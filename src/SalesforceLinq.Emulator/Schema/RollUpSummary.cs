namespace SalesforceLinq.Emulator.Schema;

/// <summary>What a roll-up field sums up.</summary>
/// <param name="ChildObject">The object whose records are summed up.</param>
/// <param name="Reference">Their reference to the record that has the roll-up.</param>
/// <param name="Function">What is made of them.</param>
/// <param name="Field">Their field; <see langword="null"/> to count records.</param>
/// <param name="Only">Their checkbox that must be ticked for a record to count; <see langword="null"/> where all do.</param>
internal sealed record RollUpSummary(string ChildObject, string Reference, RollUpFunction Function, string? Field, string? Only = null)
{
    /// <summary>Reads <c>sum:OrderItem.OrderId.TotalPrice</c>, or <c>sum:Opportunity.CampaignId.Amount.IsWon</c> for only those that are won.</summary>
    public static RollUpSummary Parse(string text)
    {
        string[] parts = text.Split(':', '.');
        return new RollUpSummary(
            parts[1], parts[2], Enum.Parse<RollUpFunction>(parts[0], ignoreCase: true), parts.ElementAtOrDefault(3), parts.ElementAtOrDefault(4));
    }
}
