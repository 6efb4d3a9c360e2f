namespace SalesforceLinq.Emulator.Storage;

/// <summary>Lets many readers in, or one writer; first come, first served, so that a writer is never starved.</summary>
internal sealed class ReadWriteGate
{
    private readonly Lock _lock = new();
    private readonly Queue<(TaskCompletionSource Turn, bool Writes)> _waiting = [];
    private int _readers;
    private bool _writing;

    public async ValueTask EnterAsync(bool writes, CancellationToken cancellationToken)
    {
        TaskCompletionSource turn;
        lock (_lock)
        {
            if (_waiting.Count == 0 && MayEnter(writes))
            {
                Count(writes);
                return;
            }
            turn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiting.Enqueue((turn, writes));
        }
        // A caller who gives up while he waits keeps his place, and is passed over when his turn comes: the queue stays simple.
        using CancellationTokenRegistration registration = cancellationToken.UnsafeRegister(static state => ((TaskCompletionSource)state!).TrySetCanceled(), turn);
        await turn.Task.ConfigureAwait(false);
    }

    public void Leave(bool writes)
    {
        lock (_lock)
        {
            if (writes)
                _writing = false;
            else
                _readers--;
            while (_waiting.TryPeek(out (TaskCompletionSource Turn, bool Writes) next) && MayEnter(next.Writes))
            {
                _waiting.Dequeue();
                if (next.Turn.TrySetResult())
                    Count(next.Writes);
            }
        }
    }

    private bool MayEnter(bool writes) => !_writing && (!writes || _readers == 0);

    private void Count(bool writes)
    {
        if (writes)
            _writing = true;
        else
            _readers++;
    }
}
