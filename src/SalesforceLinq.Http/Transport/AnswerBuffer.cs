using System.Text;

namespace SalesforceLinq.Http.Transport;

/// <summary>The whole body of an answer, in memory.</summary>
internal sealed class AnswerBuffer : IDisposable
{
    /// <summary>How much of a bad answer is shown.</summary>
    public const int ShownCharacters = 200;

    // A length that is said is believed up to here; a body may be longer.
    private const int MostExpected = 1024 * 1024;

    private readonly SalesforceResponse _response;
    private readonly MemoryStream _bytes;

    private AnswerBuffer(SalesforceResponse response, MemoryStream bytes)
    {
        _response = response;
        _bytes = bytes;
    }

    public byte[] Bytes => _bytes.GetBuffer();

    public int Length => (int)_bytes.Length;

    public static async Task<AnswerBuffer> ReadAsync(SalesforceResponse response, CancellationToken cancellationToken)
    {
        var bytes = new MemoryStream(Math.Min(response.Length, MostExpected));
        await response.Body.CopyToAsync(bytes, 64 * 1024, cancellationToken).ConfigureAwait(false);
        return new AnswerBuffer(response, bytes);
    }

    /// <summary>The exception for an answer that cannot be used.</summary>
    public SalesforceTransportException Bad(string problem, Exception? inner = null)
    {
        string start = Start(Bytes, Length);
        return new SalesforceTransportException(_response.Request, Length == 0 ? problem : $"{problem} It begins: {start}", inner)
        {
            StatusCode = _response.StatusCode,
            BodyStart = start,
            MayHaveHappened = _response.Changes,
            Attempts = _response.Attempts,
        };
    }

    public static string Start(byte[] utf8, int length)
    {
        string start = Encoding.UTF8.GetString(utf8, 0, Math.Min(length, ShownCharacters * 4));
        return start.Length <= ShownCharacters ? start : start[..ShownCharacters];
    }

    public void Dispose() => _bytes.Dispose();
}
