using System.Globalization;
using System.Security.Cryptography;
using SalesforceLinq.Emulator.Schema;
using SalesforceLinq.Emulator.Storage;

namespace SalesforceLinq.Emulator.Rules;

/// <summary>What comes with a file: a version makes its document, and the link to where it was first published.</summary>
internal sealed class FileRecords(TableSet tables, IdSequence ids)
{
    /// <summary>A version without a title is called as its file is.</summary>
    public static void Name(StoredRecord version)
    {
        if (version.Schema.Name == "ContentVersion" && version.Text("Title") is null && version.Text("PathOnClient") is { } path)
            version.Set("Title", Path.GetFileNameWithoutExtension(path));
    }

    public void BeforeInsert(WriteContext context, StoredRecord version)
    {
        if (version.Schema.Name != "ContentVersion" || tables.Find("ContentDocument") is not { } documents)
            return;
        byte[] data = version["VersionData"] as byte[] ?? [];
        string extension = Path.GetExtension(version.Text("PathOnClient") ?? "").TrimStart('.');
        version.Set("ContentSize", (long)data.Length);
        version.Set("FileExtension", extension.Length == 0 ? null : extension);
        version.Set("FileType", extension.Length == 0 ? "UNKNOWN" : extension.ToUpperInvariant());
        version.Set("Checksum", Convert.ToHexStringLower(MD5.HashData(data)));
        version.Set("IsLatest", true);
        version.Set("PublishStatus", version.Text("FirstPublishLocationId") is null ? "R" : "P");
        version.Set("ContentModifiedDate", version.Text("ContentModifiedDate") ?? context.Stamp);
        version.Set("ContentModifiedById", context.UserId);
        StoredRecord? document = version.Text("ContentDocumentId") is { } id ? documents.Find(context.Connection, id) : null;
        int number = document is null ? 1 : 1 + Retire(context, document.Id);
        version.Set("VersionNumber", number.ToString(CultureInfo.InvariantCulture));
        StoredRecord current = document?.Copy() ?? New(context, documents.Schema);
        foreach (string field in (string[])["Title", "ContentSize", "FileType", "FileExtension", "PublishStatus", "ContentModifiedDate", "OwnerId", "Description"])
            current.Set(field, version[field]);
        current.Set("LatestPublishedVersionId", version.Id);
        version.Set("ContentDocumentId", current.Id);
        if (document is null)
            documents.Insert(context.Connection, current);
        else
            documents.Update(context.Connection, document, current);
    }

    public void AfterInsert(WriteContext context, StoredRecord version)
    {
        if (version.Schema.Name != "ContentVersion" || tables.Find("ContentDocumentLink") is not { } links || version.Text("VersionNumber") != "1")
            return;
        Link(context, links, version, version.Text("OwnerId")!, "I");
        if (version.Text("FirstPublishLocationId") is { } place && place != version.Text("OwnerId"))
            Link(context, links, version, place, "V");
    }

    private int Retire(WriteContext context, string documentId)
    {
        RecordTable versions = tables.Find("ContentVersion")!;
        List<StoredRecord> earlier = versions.Where(context.Connection, "\"ContentDocumentId\" = $p0", documentId);
        foreach (StoredRecord version in earlier.Where(version => version.Flag("IsLatest")))
        {
            StoredRecord retired = version.Copy();
            retired.Set("IsLatest", false);
            versions.Update(context.Connection, version, retired);
        }
        return earlier.Count;
    }

    private void Link(WriteContext context, RecordTable links, StoredRecord version, string entity, string share)
    {
        StoredRecord link = New(context, links.Schema);
        link.Set("LinkedEntityId", entity);
        link.Set("ContentDocumentId", version.Text("ContentDocumentId"));
        link.Set("ShareType", share);
        link.Set("Visibility", "AllUsers");
        links.Insert(context.Connection, link);
    }

    private StoredRecord New(WriteContext context, ObjectSchema schema)
    {
        StoredRecord record = new(schema);
        record.Set("Id", ids.Next(schema.KeyPrefix!));
        new RecordDefaults().Apply(context, record);
        return record;
    }
}
