using SalesforceLinq.Cli.Failures;

namespace SalesforceLinq.Cli.Terminals;

/// <summary>The output, which tells a reader who left from a disk that is full.</summary>
internal sealed class GuardedOutput(Stream inner) : Stream
{
    private bool _isClosed;

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        // What is still buffered when the command has ended already must not fail once more.
        if (_isClosed)
            return;
        try
        {
            inner.Write(buffer);
        }
        catch (IOException error)
        {
            _isClosed = true;
            throw Told(error);
        }
    }

    public override void Flush()
    {
        if (!_isClosed)
            inner.Flush();
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            inner.Dispose();
        base.Dispose(disposing);
    }

    private static Exception Told(IOException error)
    {
        const int BrokenPipeUnix = 32;
        const int BrokenPipeWindows = unchecked((int)0x8007006D);
        const int PipeClosingWindows = unchecked((int)0x800700E8);
        return error.HResult is BrokenPipeUnix or BrokenPipeWindows or PipeClosingWindows
            ? new OutputClosedException(error)
            : new ToolException(ExitCode.File, "OUTPUT", $"The output cannot be written: {Sentence.Of(error.Message)} Make room, or write elsewhere.", error);
    }
}
