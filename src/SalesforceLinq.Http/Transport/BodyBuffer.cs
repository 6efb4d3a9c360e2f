using System.Net;

namespace SalesforceLinq.Http.Transport;

/// <summary>A body in memory: written once, sent as often as needed.</summary>
/// <remarks>
/// It is kept in pieces, because one array for a body of many records would lie on the large object heap: it would have to be copied as it grows, and what lies
/// there is freed only when the whole heap is looked through.
/// </remarks>
internal sealed class BodyBuffer : Stream
{
    private const int FirstPiece = 1024;

    // What a record of TLS holds: nothing is gained by larger ones.
    private const int LargestPiece = 16 * 1024;

    private readonly List<byte[]> _pieces = [];
    private int _usedOfLast;
    private long _length;

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => _length;

    public override long Position
    {
        get => _length;
        set => throw new NotSupportedException();
    }

    /// <summary>A body that is there already. The array is not copied.</summary>
    public static BodyBuffer Of(byte[] bytes)
    {
        BodyBuffer buffer = new() { _usedOfLast = bytes.Length, _length = bytes.Length };
        buffer._pieces.Add(bytes);
        return buffer;
    }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        while (!buffer.IsEmpty)
        {
            if (_pieces.Count == 0 || _usedOfLast == _pieces[^1].Length)
            {
                _pieces.Add(new byte[_pieces.Count == 0 ? FirstPiece : Math.Min(_pieces[^1].Length * 2, LargestPiece)]);
                _usedOfLast = 0;
            }

            Span<byte> room = _pieces[^1].AsSpan(_usedOfLast);
            int taken = Math.Min(room.Length, buffer.Length);
            buffer[..taken].CopyTo(room);
            buffer = buffer[taken..];
            _usedOfLast += taken;
            _length += taken;
        }
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Flush()
    {
        // What is written is there.
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    /// <summary>The bytes as one array.</summary>
    public byte[] ToArray()
    {
        byte[] all = new byte[_length];
        int at = 0;
        for (int i = 0; i < _pieces.Count; i++)
        {
            ReadOnlyMemory<byte> piece = Piece(i);
            piece.CopyTo(all.AsMemory(at));
            at += piece.Length;
        }

        return all;
    }

    /// <summary>The content for one attempt.</summary>
    public HttpContent ToContent() => new Content(this);

    private ReadOnlyMemory<byte> Piece(int number) => _pieces[number].AsMemory(0, number == _pieces.Count - 1 ? _usedOfLast : _pieces[number].Length);

    private sealed class Content(BodyBuffer body) : HttpContent
    {
        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
            SerializeToStreamAsync(stream, context, CancellationToken.None);

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
        {
            for (int i = 0; i < body._pieces.Count; i++)
                await stream.WriteAsync(body.Piece(i), cancellationToken).ConfigureAwait(false);
        }

        protected override bool TryComputeLength(out long length)
        {
            length = body._length;
            return true;
        }
    }
}
