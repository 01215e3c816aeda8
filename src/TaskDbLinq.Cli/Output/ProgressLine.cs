using TaskDbLinq.Cli.Hosting;

namespace TaskDbLinq.Cli.Output;

/// <summary>
/// How far a command is, on standard error: on a terminal one line that is written over, elsewhere a line for each
/// <paramref name="pause"/> at most, so that a log stays short.
/// </summary>
internal sealed class ProgressLine(Shell shell, TimeSpan pause)
{
    private const string Back = "\r\u001b[K";

    private readonly Lock _lock = new();
    private long _last;
    private bool _isOpen;

    /// <summary>Shows a state; one that comes too early off a terminal is not shown.</summary>
    public void Show(string text)
    {
        lock (_lock)
        {
            if (shell.ErrorIsTerminal)
            {
                shell.Error.Write(Back + text);
                _isOpen = true;
            }
            else if (_last == 0 || TimeProvider.System.GetElapsedTime(_last) >= pause)
            {
                shell.Error.WriteLine(text);
                _last = TimeProvider.System.GetTimestamp();
            }
        }
    }

    /// <summary>Takes the line away, where it can be.</summary>
    public void Clear()
    {
        lock (_lock)
        {
            if (_isOpen)
            {
                shell.Error.Write(Back);
                _isOpen = false;
            }
        }
    }
}
