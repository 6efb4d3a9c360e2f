using Newtonsoft.Json.Linq;
using SalesforceLinq.Http.Transport;
using SalesforceLinq.Http.Values;

namespace SalesforceLinq.Http.Describe;

/// <summary>What the org is made of: <c>sobjects</c>, <c>sobjects/{object}</c>, <c>describe</c> and <c>describe/layouts</c>.</summary>
internal sealed class DescribeResource(RequestSender sender, TimeSpan cacheLifetime, TimeProvider time)
{
    private readonly DescribeCache _cache = new(sender, cacheLifetime, time);

    public Task<GlobalDescription> GetGlobalAsync(bool refresh, CancellationToken cancellationToken) =>
        _cache.GetAsync<GlobalDescription>("sobjects", refresh, cancellationToken);

    public Task<SObjectDescription> GetAsync(string objectName, bool refresh, CancellationToken cancellationToken) =>
        _cache.GetAsync<SObjectDescription>($"sobjects/{ApiName.Checked(objectName)}/describe", refresh, cancellationToken);

    // Recent items change with every visit, so this one is never kept.
    public async Task<SObjectInfo> GetInfoAsync(string objectName, CancellationToken cancellationToken)
    {
        var request = new SalesforceRequest(HttpMethod.Get, $"sobjects/{ApiName.Checked(objectName)}");
        using SalesforceResponse response = await sender.SendAsync(request, cancellationToken).ConfigureAwait(false);
        return await response.ReadAsync<SObjectInfo>(cancellationToken).ConfigureAwait(false);
    }

    public async Task<JObject> GetLayoutsAsync(string objectName, string? recordTypeId, bool refresh, CancellationToken cancellationToken)
    {
        if (recordTypeId is not null && !SalesforceId.IsValid(recordTypeId))
            throw new ArgumentException($"'{recordTypeId}' is not the id of a record type.", nameof(recordTypeId));
        string path = $"sobjects/{ApiName.Checked(objectName)}/describe/layouts";
        JObject kept = await _cache.GetAsync<JObject>(recordTypeId is null ? path : $"{path}/{recordTypeId}", refresh, cancellationToken).ConfigureAwait(false);
        // Whoever gets it may change it, and the next caller must not see that.
        return (JObject)kept.DeepClone();
    }
}
