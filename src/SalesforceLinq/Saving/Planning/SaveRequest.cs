namespace SalesforceLinq.Saving.Planning;

/// <summary>Steps that travel in one call: up to five collections in a composite call, or one collections call.</summary>
internal sealed record SaveRequest(IReadOnlyList<SaveStep> Steps)
{
    public IEnumerable<PendingWrite> Writes => Steps.SelectMany(step => step.Writes);
}
