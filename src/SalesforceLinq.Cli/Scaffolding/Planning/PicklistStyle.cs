namespace SalesforceLinq.Cli.Scaffolding.Planning;

/// <summary>What becomes of picklists.</summary>
internal enum PicklistStyle
{
    /// <summary>Enums whose members carry the wire's text.</summary>
    Enums,

    /// <summary>Text properties, and a class of constants beside.</summary>
    Constants,

    /// <summary>Text properties, and nothing else.</summary>
    Strings,
}
