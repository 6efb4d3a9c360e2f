namespace SalesforceLinq.Soql.Syntax;

/// <summary>A condition whose outcome does not depend on the row. SOQL has no text for it: it folds away.</summary>
internal sealed record SoqlAlways(bool Outcome) : SoqlCondition
{
    public static SoqlAlways True { get; } = new(true);

    public static SoqlAlways False { get; } = new(false);

    public static SoqlAlways Of(bool outcome) => outcome ? True : False;
}
