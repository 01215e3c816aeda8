using System.Runtime.InteropServices;
using TaskDbLinq.Cli.Exits;

namespace TaskDbLinq.Cli.Hosting;

/// <summary>Ctrl-C as a cancellation: a command ends cleanly, with 130 for its exit code.</summary>
internal sealed class Signals : IDisposable
{
    /// <summary>A call that does not hear of the cancellation, such as a write to a full pipe, is cut off after this.</summary>
    public static readonly TimeSpan UsualGrace = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource _cancelled = new();
    private readonly PosixSignalRegistration _registration;
    private readonly TimeSpan _grace;
    private Timer? _last;

    /// <param name="grace">How long a cancelled command may take to end.</param>
    public Signals(TimeSpan grace)
    {
        _grace = grace;
        _registration = PosixSignalRegistration.Create(PosixSignal.SIGINT, Cancel);
    }

    public CancellationToken Token => _cancelled.Token;

    public void Dispose()
    {
        _registration.Dispose();
        _last?.Dispose();
        _cancelled.Dispose();
    }

    private void Cancel(PosixSignalContext context)
    {
        context.Cancel = true;
        _last ??= new Timer(_ => Environment.Exit(ExitCode.Interrupted), null, _grace, Timeout.InfiniteTimeSpan);
        _cancelled.Cancel();
    }
}
