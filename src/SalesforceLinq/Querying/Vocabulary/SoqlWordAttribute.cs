namespace SalesforceLinq.Querying.Vocabulary;

/// <summary>Says what a member of the query vocabulary is in SOQL.</summary>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Property)]
internal sealed class SoqlWordAttribute(SoqlWord kind, string name) : Attribute
{
    public SoqlWord Kind { get; } = kind;

    /// <summary>The word as SOQL spells it.</summary>
    public string Name { get; } = name;
}
