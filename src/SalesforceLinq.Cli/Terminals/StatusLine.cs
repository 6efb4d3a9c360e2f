namespace SalesforceLinq.Cli.Terminals;

/// <summary>One line on the terminal's errors that says how far the work is, and vanishes when it is done. Silent where no person looks.</summary>
internal sealed class StatusLine(Terminal terminal) : IDisposable
{
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(100);

    private readonly Lock _lock = new();
    private readonly bool _isShown = terminal.IsErrorTerminal && terminal.Variable("TERM") is not "dumb";
    private long _shownAt;
    private bool _isDirty;

    /// <summary>Shows a text in place of the one before; not more often than the eye can follow.</summary>
    public void Show(string text)
    {
        if (!_isShown)
            return;
        lock (_lock)
        {
            if (_isDirty && terminal.Clock.GetElapsedTime(_shownAt) < Between)
                return;
            _shownAt = terminal.Clock.GetTimestamp();
            _isDirty = true;
            string line = text.Length < terminal.Width ? text : text[..(terminal.Width - 1)];
            terminal.Error.Write($"\r\e[K{line}");
            terminal.Error.Flush();
        }
    }

    /// <summary>Takes the line away.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            if (_isDirty)
                terminal.Error.Write("\r\e[K");
            _isDirty = false;
        }
    }
}
