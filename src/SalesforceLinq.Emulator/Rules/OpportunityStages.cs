namespace SalesforceLinq.Emulator.Rules;

/// <summary>What each stage of a new org's sales process means.</summary>
internal static class OpportunityStages
{
    public static readonly (string Name, double Probability, bool Closed, bool Won, string Forecast, string ForecastName)[] All =
    [
        ("Prospecting", 10, false, false, "Pipeline", "Pipeline"),
        ("Qualification", 10, false, false, "Pipeline", "Pipeline"),
        ("Needs Analysis", 20, false, false, "Pipeline", "Pipeline"),
        ("Value Proposition", 50, false, false, "Pipeline", "Pipeline"),
        ("Id. Decision Makers", 60, false, false, "Pipeline", "Pipeline"),
        ("Perception Analysis", 70, false, false, "Pipeline", "Pipeline"),
        ("Proposal/Price Quote", 75, false, false, "Pipeline", "Pipeline"),
        ("Negotiation/Review", 90, false, false, "Pipeline", "Pipeline"),
        ("Closed Won", 100, true, true, "Closed", "Closed"),
        ("Closed Lost", 0, true, false, "Omitted", "Omitted"),
    ];

    public static (string Name, double Probability, bool Closed, bool Won, string Forecast, string ForecastName)? Find(string? name)
    {
        foreach ((string Name, double Probability, bool Closed, bool Won, string Forecast, string ForecastName) stage in All)
        {
            if (string.Equals(stage.Name, name, StringComparison.OrdinalIgnoreCase))
                return stage;
        }
        return null;
    }
}
