using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using TaskDbLinq;

namespace Overdue;

/// <summary>Logs a warning for each task that is pending for too long, once.</summary>
public sealed partial class OverdueWorker(
    ITaskDb db, IOptions<OverdueOptions> options, ILogger<OverdueWorker> logger, TimeProvider? clock = null) : BackgroundService
{
    private readonly HashSet<string> _reported = [];

    /// <summary>Looks once.</summary>
    /// <returns>The ids of the tasks that are overdue now and were not before, the oldest first.</returns>
    public async Task<IReadOnlyList<string>> LookAsync(CancellationToken cancellationToken)
    {
        var limit = (clock ?? TimeProvider.System).GetUtcNow().UtcDateTime - options.Value.After;
        var pending = await db.Tasks
            .Where(t => t.Completed == null && t.Submitted < limit)
            .OrderBy(t => t.Submitted)
            .Select(t => t.MsgId)
            .Async().ToListAsync(cancellationToken);
        _reported.IntersectWith(pending);
        return [.. pending.Where(_reported.Add)];
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Value.Every);
        do
        {
            foreach (var msgId in await LookAsync(stoppingToken))
            {
                LogOverdue(msgId, options.Value.After);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Task {MsgId} is pending for more than {After}.")]
    private partial void LogOverdue(string msgId, TimeSpan after);
}
