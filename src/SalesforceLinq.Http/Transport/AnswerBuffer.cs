using System.Buffers;
using System.Text;

namespace SalesforceLinq.Http.Transport;

/// <summary>The whole body of an answer, in memory that is given back.</summary>
internal sealed class AnswerBuffer : IDisposable
{
    /// <summary>How much of a bad answer is shown.</summary>
    public const int ShownCharacters = 200;

    // A length that is said is believed up to here; a body may be longer.
    private const int MostExpected = 1024 * 1024;

    private const int LeastRented = 4 * 1024;

    private readonly SalesforceResponse _response;
    private byte[] _bytes;

    private AnswerBuffer(SalesforceResponse response, byte[] bytes)
    {
        _response = response;
        _bytes = bytes;
    }

    /// <summary>The body, up to <see cref="Length"/>. It is gone when the buffer is disposed of.</summary>
    public byte[] Bytes => _bytes;

    public int Length { get; private set; }

    public static async Task<AnswerBuffer> ReadAsync(SalesforceResponse response, CancellationToken cancellationToken)
    {
        // One byte more than what is expected, so that the end is seen without room for more.
        AnswerBuffer buffer = new(response, ArrayPool<byte>.Shared.Rent(Math.Clamp(response.Length, LeastRented, MostExpected) + 1));
        // An array that a failed reading may still write to is not given back.
        while (await response.Body.ReadAsync(buffer._bytes.AsMemory(buffer.Length), cancellationToken).ConfigureAwait(false) is > 0 and int read)
        {
            buffer.Length += read;
            if (buffer.Length == buffer._bytes.Length)
                buffer.Grow();
        }

        return buffer;
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

    public void Dispose()
    {
        byte[] bytes = _bytes;
        (_bytes, Length) = ([], 0);
        if (bytes.Length > 0)
            ArrayPool<byte>.Shared.Return(bytes);
    }

    private void Grow()
    {
        byte[] former = _bytes;
        _bytes = ArrayPool<byte>.Shared.Rent(former.Length * 2);
        former.CopyTo(_bytes, 0);
        ArrayPool<byte>.Shared.Return(former);
    }
}
