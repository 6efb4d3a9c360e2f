using SalesforceLinq.Http;

namespace SalesforceLinq.Cli.Describes;

/// <summary>Describes as an org gives them. What cannot be queried is no object to this tool.</summary>
internal sealed class OrgDescribes(SalesforceClient client) : IDescribeSource
{
    public string Origin => "the org";

    public async Task<IReadOnlyList<string>> NamesAsync(CancellationToken cancellation) =>
        [.. (await ListAsync(cancellation).ConfigureAwait(false)).Select(summary => summary.Name)];

    public async Task<IReadOnlyList<SObjectSummary>> ListAsync(CancellationToken cancellation)
    {
        GlobalDescription all = await client.DescribeGlobalAsync(cancellationToken: cancellation).ConfigureAwait(false);
        return [.. all.SObjects.Where(summary => summary.Queryable).OrderBy(summary => summary.Name, StringComparer.Ordinal)];
    }

    public async Task<DescribedObject> ReadAsync(string name, CancellationToken cancellation)
    {
        SalesforceRequest request = new(HttpMethod.Get, $"sobjects/{SalesforceRequest.Escape(name)}/describe");
        SalesforceResponse response = await client.SendAsync(request, cancellation).ConfigureAwait(false);
        await using (response.ConfigureAwait(false))
            return DescribedObject.Parse(await response.ReadJsonAsync(cancellation).ConfigureAwait(false), request.ToString());
    }

    public void Dispose() => client.Dispose();
}
