using Microsoft.Extensions.Logging;

namespace TaskDbLinq.Writing;

/// <summary>Prunes at intervals until it is disposed. A run that fails is logged; the next one tries again.</summary>
internal sealed partial class BackgroundPruning : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _loop;

    public BackgroundPruning(Func<CancellationToken, Task<PruneReport>> prune, TimeSpan interval, ILogger logger) =>
        _loop = Task.Run(() => RunAsync(prune, interval, logger, _stop.Token));

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        await _loop.ConfigureAwait(false);
        _stop.Dispose();
    }

    private static async Task RunAsync(
        Func<CancellationToken, Task<PruneReport>> prune, TimeSpan interval, ILogger logger, CancellationToken stop)
    {
        using var timer = new PeriodicTimer(interval);
        try
        {
            do
            {
                try
                {
                    var report = await prune(stop).ConfigureAwait(false);
                    if (report.Tasks > 0)
                    {
                        Dropped(logger, report.Tasks, report.BufferBytes);
                    }
                }
                catch (TaskDbException fault)
                {
                    Failed(logger, fault);
                }
            }
            while (await timer.WaitForNextTickAsync(stop).ConfigureAwait(false));
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The database is being closed.
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Dropped {Tasks} tasks with {Bytes} bytes of buffers.")]
    private static partial void Dropped(ILogger logger, long tasks, long bytes);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The tasks could not be pruned.")]
    private static partial void Failed(ILogger logger, Exception fault);
}
