using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using TaskDbLinq.Server.Telemetry;

namespace TaskDbLinq.Server.Hosting;

/// <summary>Retention: runs at an interval, and logs how many tasks it dropped, if any.</summary>
internal sealed partial class PruneLoop(TaskDbServerOptions options, ILogger<PruneLoop> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (options.Prune is not { } prune)
        {
            return;
        }

        using var timer = new PeriodicTimer(options.PruneInterval);
        do
        {
            try
            {
                var dropped = await prune(stoppingToken).ConfigureAwait(false);
                ServerTelemetry.Pruned.Add(dropped);
                if (dropped > 0)
                {
                    LogPruned(dropped);
                }
            }
            catch (TaskDbException fault)
            {
                LogFailed(fault.Message);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false));
    }

    [LoggerMessage(EventId = 40, Level = LogLevel.Information, Message = "Retention dropped {Tasks} tasks.")]
    private partial void LogPruned(long tasks);

    [LoggerMessage(EventId = 41, Level = LogLevel.Warning, Message = "Retention failed, and is tried again later: {Reason}")]
    private partial void LogFailed(string reason);
}
