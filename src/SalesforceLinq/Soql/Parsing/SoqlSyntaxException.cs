namespace SalesforceLinq.Soql.Parsing;

/// <summary>SOQL text that the parser cannot read. The org may: only composing needs the parser.</summary>
internal sealed class SoqlSyntaxException(string message) : FormatException(message);
