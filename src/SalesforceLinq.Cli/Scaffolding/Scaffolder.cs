using SalesforceLinq.Cli.Scaffolding.Planning;
using SalesforceLinq.Cli.Scaffolding.Writing;
using SalesforceLinq.Http;

namespace SalesforceLinq.Cli.Scaffolding;

/// <summary>Turns describes into the files of a model: plan, then write.</summary>
internal sealed class Scaffolder(string contextName, string namespaceName, PicklistStyle picklists)
{
    public IReadOnlyList<GeneratedFile> Scaffold(IEnumerable<SObjectDescription> objects) =>
        new ModelWriter(contextName, namespaceName, picklists).Write(new ModelPlanner(contextName, picklists).Plan(objects));
}
