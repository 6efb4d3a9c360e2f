namespace SalesforceLinq.Soql.Syntax;

/// <summary>A field, with the relationships that lead to it.</summary>
/// <param name="Path">For example <c>Account.Owner.Name</c>.</param>
internal sealed record SoqlField(string Path) : SoqlTerm;
