namespace SalesforceLinq.Http.Transport;

/// <summary>The body of an answer as it arrives: a broken or silent connection is reported as what it is.</summary>
internal sealed class AnswerStream(Stream inner, string request, bool mayHaveHappened, TimeSpan patience) : Stream
{
    private CancellationTokenSource _silence = new();

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException("The length of an answer is known only at its end.");

    public override long Position
    {
        get => throw new NotSupportedException("An answer has no positions.");
        set => throw new NotSupportedException("An answer can only be read forward.");
    }

    // Only an asynchronous read can be ended, and a silent server is to be noticed here too.
    public override int Read(byte[] buffer, int offset, int count) => ReadAsync(buffer.AsMemory(offset, count)).AsTask().GetAwaiter().GetResult();

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        try
        {
            // The time between two reads is the reader's own: a silence that began there is forgotten.
            if (!_silence.TryReset())
            {
                _silence.Dispose();
                _silence = new CancellationTokenSource();
            }

            _silence.CancelAfter(patience);
            using (cancellationToken.UnsafeRegister(static silence => ((CancellationTokenSource)silence!).Cancel(), _silence))
                return await inner.ReadAsync(buffer, _silence.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellationToken);
        }
        catch (OperationCanceledException silent)
        {
            throw new SalesforceTransportException(request, $"Nothing came for {patience} in the middle of the answer.", silent)
            {
                MayHaveHappened = mayHaveHappened,
            };
        }
        catch (Exception broken) when (broken is IOException or HttpRequestException or InvalidDataException)
        {
            throw new SalesforceTransportException(request, $"The connection broke in the middle of the answer: {broken.Message}", broken)
            {
                MayHaveHappened = mayHaveHappened,
            };
        }
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException("An answer can only be read forward.");

    public override void SetLength(long value) => throw new NotSupportedException("An answer can only be read.");

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException("An answer can only be read.");

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
            _silence.Dispose();
        }

        base.Dispose(disposing);
    }

    public override async ValueTask DisposeAsync()
    {
        await inner.DisposeAsync().ConfigureAwait(false);
        _silence.Dispose();
        await base.DisposeAsync().ConfigureAwait(false);
    }
}
