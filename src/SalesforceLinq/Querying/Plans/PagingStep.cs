namespace SalesforceLinq.Querying.Plans;

/// <summary>One <c>Skip</c> or <c>Take</c>; a query may have several, and each counts from what the ones before it left.</summary>
/// <param name="IsSkip">Whether it passes over rows, or ends them.</param>
/// <param name="Slot">Which value says how many, or -1.</param>
/// <param name="Count">How many, where no value says so.</param>
internal readonly record struct PagingStep(bool IsSkip, int Slot, long Count = 0);
