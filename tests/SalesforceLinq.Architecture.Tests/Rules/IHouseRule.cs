using SalesforceLinq.Architecture.Tests.Sources;

namespace SalesforceLinq.Architecture.Tests.Rules;

/// <summary>One rule of the house, checked on the sources of one project.</summary>
public interface IHouseRule
{
    /// <summary>Every place that breaks the rule, with what to do about it; empty when the project keeps it.</summary>
    IEnumerable<string> Violations(ProductProject project);
}
