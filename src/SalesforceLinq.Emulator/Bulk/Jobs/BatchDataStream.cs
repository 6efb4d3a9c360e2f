using SalesforceLinq.Emulator.Storage;

namespace SalesforceLinq.Emulator.Bulk.Jobs;

/// <summary>Reads a text of a batch piece by piece; the database is free between two pieces.</summary>
internal sealed class BatchDataStream(Database database, string batchId, BatchPart part) : Stream
{
    private ReadOnlyMemory<byte> _piece;
    private int _place;
    private bool _atEnd;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (_piece.IsEmpty && !_atEnd)
        {
            using ReadLease lease = await database.ReadAsync(cancellationToken).ConfigureAwait(false);
            byte[]? bytes = BatchData.Piece(lease.Connection, batchId, part, _place++);
            _atEnd = bytes is null;
            _piece = bytes;
        }
        int count = Math.Min(buffer.Length, _piece.Length);
        _piece[..count].CopyTo(buffer);
        _piece = _piece[count..];
        return count;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("The store is read asynchronously.");

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
