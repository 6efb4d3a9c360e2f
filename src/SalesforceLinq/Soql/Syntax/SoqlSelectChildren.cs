namespace SalesforceLinq.Soql.Syntax;

/// <summary>A child query in a SELECT list: <c>(SELECT Id FROM Contacts)</c>.</summary>
internal sealed record SoqlSelectChildren(SoqlQuery Query) : SoqlSelectItem;
