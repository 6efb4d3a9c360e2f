using System.Runtime.Serialization;
using SalesforceLinq;

namespace Quickstart.Crm;

public class Opportunity
{
    public string? Id { get; set; }

    public required string Name { get; set; }

    [Field("StageName")]
    public Stage Stage { get; set; }

    public decimal? Amount { get; set; }

    public DateOnly CloseDate { get; set; }

    public string? AccountId { get; set; }

    public Account? Account { get; set; }
}

public enum Stage
{
    Prospecting,
    Qualification,
    [EnumMember(Value = "Needs Analysis")] NeedsAnalysis,
    [EnumMember(Value = "Value Proposition")] ValueProposition,
    [EnumMember(Value = "Id. Decision Makers")] DecisionMakers,
    [EnumMember(Value = "Perception Analysis")] PerceptionAnalysis,
    [EnumMember(Value = "Proposal/Price Quote")] Proposal,
    [EnumMember(Value = "Negotiation/Review")] Negotiation,
    [EnumMember(Value = "Closed Won")] ClosedWon,
    [EnumMember(Value = "Closed Lost")] ClosedLost,
}
