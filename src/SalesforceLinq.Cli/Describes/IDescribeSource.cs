using SalesforceLinq.Http;

namespace SalesforceLinq.Cli.Describes;

/// <summary>Where describes come from: an org, or a folder of files.</summary>
internal interface IDescribeSource : IDisposable
{
    /// <summary>Where they come from, for messages.</summary>
    string Origin { get; }

    /// <summary>API names of all objects there, in the order of their names.</summary>
    Task<IReadOnlyList<string>> NamesAsync(CancellationToken cancellation);

    /// <summary>All objects in brief, in the order of their names.</summary>
    Task<IReadOnlyList<SObjectSummary>> ListAsync(CancellationToken cancellation);

    /// <summary>An object, by its exact name.</summary>
    Task<DescribedObject> ReadAsync(string name, CancellationToken cancellation);
}
