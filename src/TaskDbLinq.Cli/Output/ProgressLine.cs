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
    private string _state = string.Empty;
    private string _shown = string.Empty;
    private long _last;

    /// <summary>Shows a state; one that comes too early off a terminal is not shown.</summary>
    public void Show(string text)
    {
        lock (_lock)
        {
            _state = text;
            if (shell.ErrorIsTerminal)
            {
                // What wraps can't be written over.
                shell.Error.Write(Back + Shortening.Fit(text, Math.Max(1, shell.Width - 1), isId: false));
                _shown = text;
            }
            else if (_last == 0 || TimeProvider.System.GetElapsedTime(_last) >= pause)
            {
                ShowLine();
                _last = TimeProvider.System.GetTimestamp();
            }
        }
    }

    /// <summary>Takes the line away, where it can be.</summary>
    public void Clear()
    {
        lock (_lock)
        {
            if (shell.ErrorIsTerminal && _shown.Length > 0)
            {
                shell.Error.Write(Back);
            }

            _shown = _state = string.Empty;
        }
    }

    /// <summary>Leaves the last state as a line, wherever it is shown.</summary>
    public void Finish()
    {
        lock (_lock)
        {
            if (shell.ErrorIsTerminal && _shown.Length > 0)
            {
                shell.Error.WriteLine();
            }
            else if (_state != _shown)
            {
                ShowLine();
            }

            _shown = _state = string.Empty;
        }
    }

    private void ShowLine()
    {
        shell.Error.WriteLine(_state);
        _shown = _state;
    }
}
