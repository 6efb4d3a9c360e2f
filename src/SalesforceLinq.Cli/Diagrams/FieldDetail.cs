namespace SalesforceLinq.Cli.Diagrams;

/// <summary>Which fields a diagram shows.</summary>
internal enum FieldDetail
{
    /// <summary>None: boxes with names.</summary>
    None,

    /// <summary>Those that tell records apart and tie them together: name, lookups, external ids, and what is required.</summary>
    Keys,

    /// <summary>All.</summary>
    All,
}
