namespace SalesforceLinq.Soql.Syntax;

/// <summary>A range of days that SOQL names, for example <c>THIS_QUARTER</c> or <c>LAST_N_DAYS:30</c>.</summary>
internal sealed record SoqlDateLiteral(string Name, SoqlValue? Count) : SoqlValue;
