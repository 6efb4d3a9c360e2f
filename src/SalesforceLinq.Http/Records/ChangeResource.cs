using System.Globalization;
using SalesforceLinq.Http.Transport;
using SalesforceLinq.Http.Values;

namespace SalesforceLinq.Http.Records;

/// <summary>Which records of an object changed, or were deleted, in a time.</summary>
/// <remarks>Source: REST API Developer Guide, "sObject Get Updated" (30 days back) and "sObject Get Deleted" (15 days back).</remarks>
internal sealed class ChangeResource(RequestSender sender, TimeProvider time)
{
    private static readonly TimeSpan UpdatedWindow = TimeSpan.FromDays(30);
    private static readonly TimeSpan DeletedWindow = TimeSpan.FromDays(15);

    public Task<UpdatedRecords> GetUpdatedAsync(string objectName, DateTimeOffset start, DateTimeOffset end, CancellationToken cancellationToken) =>
        GetAsync<UpdatedRecords>(objectName, "updated", start, end, UpdatedWindow, cancellationToken);

    public Task<DeletedRecords> GetDeletedAsync(string objectName, DateTimeOffset start, DateTimeOffset end, CancellationToken cancellationToken) =>
        GetAsync<DeletedRecords>(objectName, "deleted", start, end, DeletedWindow, cancellationToken);

    private async Task<T> GetAsync<T>(
        string objectName, string resource, DateTimeOffset start, DateTimeOffset end, TimeSpan window, CancellationToken cancellationToken)
    {
        DateTimeOffset earliest = time.GetUtcNow() - window;
        if (start < earliest)
        {
            throw new ArgumentOutOfRangeException(nameof(start), start, string.Create(
                CultureInfo.InvariantCulture,
                $"The org lists {resource} records only {window.TotalDays} days back. Start at {earliest:u} or later, or query SystemModstamp."));
        }

        // The org ignores seconds, so a time within one minute is empty to it.
        if (end - start < TimeSpan.FromMinutes(1))
            throw new ArgumentOutOfRangeException(nameof(end), end, "The end must be at least one minute after the start: the org ignores seconds.");
        string path = $"sobjects/{ApiName.Checked(objectName)}/{resource}/?{UrlText.Query(("start", Text(start)), ("end", Text(end)))}";
        using SalesforceResponse response = await sender.SendAsync(new SalesforceRequest(HttpMethod.Get, path), cancellationToken).ConfigureAwait(false);
        return await response.ReadAsync<T>(cancellationToken).ConfigureAwait(false);
    }

    private static string Text(DateTimeOffset moment) =>
        moment.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'+00:00'", CultureInfo.InvariantCulture);
}
