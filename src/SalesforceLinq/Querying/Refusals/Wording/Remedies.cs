using System.Linq.Expressions;

namespace SalesforceLinq.Querying.Refusals.Wording;

/// <summary>What to write instead of a method that SOQL has no word for, where something comes near it.</summary>
internal static class Remedies
{
    private const string OnTheOtherSide = "Move the computation to the value's side, as in 'x.Date > value.AddDays(-7)'";
    private const string AskForText = "Ask with StartsWith, EndsWith, Contains or SoqlFunctions.Like";
    private const string CompareTheField = "Compare the field itself, or map the property as the type that is compared";
    private const string CompareWithBothEnds = "Compare with both ends of the range that is meant";

    private static readonly Dictionary<string, string> ByMethod = new()
    {
        ["AddDays"] = OnTheOtherSide,
        ["AddHours"] = OnTheOtherSide,
        ["AddMinutes"] = OnTheOtherSide,
        ["AddMonths"] = OnTheOtherSide,
        ["AddYears"] = OnTheOtherSide,
        ["Subtract"] = OnTheOtherSide,
        ["IndexOf"] = "Ask with Contains or StartsWith",
        ["LastIndexOf"] = "Ask with Contains or EndsWith",
        ["Substring"] = AskForText,
        ["get_Chars"] = AskForText,
        ["IsMatch"] = AskForText,
        ["Replace"] = AskForText,
        ["ToString"] = CompareTheField,
        ["Parse"] = CompareTheField,
        ["ToInt32"] = CompareTheField,
        ["ToDecimal"] = CompareTheField,
        ["ToDateTime"] = CompareTheField,
        ["Round"] = CompareWithBothEnds,
        ["Abs"] = CompareWithBothEnds,
        ["Floor"] = CompareWithBothEnds,
        ["Ceiling"] = CompareWithBothEnds,
        ["Truncate"] = CompareWithBothEnds,
        ["CompareOrdinal"] = "Compare with string.Compare or CompareTo, which SOQL answers without regard to case",
        ["Compare"] = "Compare with <, > and ==",
        ["ReferenceEquals"] = "Compare with ==",
    };

    /// <summary>The remedy, as the beginning of a sentence.</summary>
    public static string For(MethodCallExpression call) =>
        ByMethod.GetValueOrDefault(call.Method.Name, "Compute the value before the query");
}
