namespace SalesforceLinq.Soql.Syntax;

/// <summary>What reading the rows does to the org's list of recently used records.</summary>
internal enum SoqlUsage
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary><c>FOR VIEW</c>: they were looked at.</summary>
    View,

    /// <summary><c>FOR REFERENCE</c>: they were referred to.</summary>
    Reference,
}
