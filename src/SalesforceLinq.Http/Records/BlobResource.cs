using System.Text;
using SalesforceLinq.Http.Json;
using SalesforceLinq.Http.Transport;
using SalesforceLinq.Http.Values;

namespace SalesforceLinq.Http.Records;

/// <summary>Files in records: the blob fields of ContentVersion, Attachment, Document and the like.</summary>
/// <remarks>Source: REST API Developer Guide, "Insert or Update Blob Data" (multipart) and "sObject Blob Get"; recorded exchanges.</remarks>
internal sealed class BlobResource(RequestSender sender)
{
    /// <summary>Opens the content of a blob field; the caller disposes of the answer.</summary>
    public Task<SalesforceResponse> OpenAsync(string objectName, string id, string field, CancellationToken cancellationToken)
    {
        var request = new SalesforceRequest(HttpMethod.Get, $"{RecordResource.PathOf(objectName, id)}/{ApiName.Checked(field)}");
        request.Headers["Accept"] = "*/*";
        return sender.SendAsync(request, cancellationToken);
    }

    /// <summary>Creates a record with a file, without holding the file in memory.</summary>
    public async Task<RecordResult> CreateAsync(
        string objectName, object record, string field, BlobContent content, RecordOptions? options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(record);
        ArgumentNullException.ThrowIfNull(content);
        byte[] json = WireJson.Bytes(record);
        string name = ApiName.Checked(objectName);
        var request = new SalesforceRequest(HttpMethod.Post, $"sobjects/{name}")
        {
            Body = SalesforceRequestBody.Content(() => Multipart(name, json, ApiName.Checked(field), content)),
        };
        options?.ApplyTo(request);
        using SalesforceResponse response = await sender.SendAsync(request, cancellationToken).ConfigureAwait(false);
        return await RecordResource.ReadResultAsync(response, cancellationToken).ConfigureAwait(false);
    }

    private static MultipartFormDataContent Multipart(string objectName, byte[] json, string field, BlobContent content)
    {
        var fields = new ByteArrayContent(json);
        fields.Headers.TryAddWithoutValidation("Content-Type", "application/json");
        fields.Headers.TryAddWithoutValidation("Content-Disposition", $"form-data; name=\"entity_{objectName.ToLowerInvariant()}\"");
        var file = new StreamContent(content.Open());
        file.Headers.TryAddWithoutValidation("Content-Type", content.MediaType);
        file.Headers.TryAddWithoutValidation("Content-Disposition", $"form-data; name=\"{field}\"; filename=\"{FileName(content.FileName)}\"");
        return new MultipartFormDataContent { fields, file };
    }

    // A header holds ASCII and no quotes; other characters are percent-escaped, as browsers do.
    private static string FileName(string name)
    {
        var text = new StringBuilder(name.Length);
        foreach (Rune rune in name.EnumerateRunes())
            text.Append(rune.Value is >= ' ' and < 127 and not ('"' or '\\' or '%') ? rune.ToString() : Uri.EscapeDataString(rune.ToString()));
        return text.ToString();
    }
}
