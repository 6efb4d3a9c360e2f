namespace SalesforceLinq.Http;

/// <summary>A file to upload.</summary>
public sealed class BlobContent
{
    /// <summary>A file to upload.</summary>
    /// <param name="open">Opens the file from its beginning, once for each time the request is sent; the client disposes of the stream.</param>
    /// <param name="fileName">Its name.</param>
    /// <param name="mediaType">Its media type.</param>
    public BlobContent(Func<Stream> open, string fileName, string mediaType = "application/octet-stream")
    {
        ArgumentNullException.ThrowIfNull(open);
        ArgumentException.ThrowIfNullOrWhiteSpace(fileName);
        ArgumentException.ThrowIfNullOrWhiteSpace(mediaType);
        Open = open;
        FileName = fileName;
        MediaType = mediaType;
    }

    /// <summary>Opens the file from its beginning.</summary>
    public Func<Stream> Open { get; }

    /// <summary>Its name.</summary>
    public string FileName { get; }

    /// <summary>Its media type.</summary>
    public string MediaType { get; }

    /// <summary>A file of this machine.</summary>
    /// <param name="path">Its path.</param>
    /// <param name="mediaType">Its media type.</param>
    public static BlobContent File(string path, string mediaType = "application/octet-stream") =>
        new(() => System.IO.File.OpenRead(path), Path.GetFileName(path), mediaType);
}
