using Microsoft.Extensions.Logging.Abstractions;
using TaskDbLinq.Server.Overview;

namespace TaskDbLinq.Server.Hosting;

/// <summary>
/// Draws each picture of the page once, of a database in memory with one task, and asks the real one for its newest tasks: code is compiled
/// and questions are planned before somebody waits for them.
/// </summary>
internal static class PageWarmUp
{
    public static async Task RunAsync(ITaskDb db, CancellationToken cancellationToken)
    {
        try
        {
            await DrawAsync(cancellationToken).ConfigureAwait(false);
            await new HistoryLoader(new MarkReader(db, new TaskColumns())).FirstPageAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception fault) when (fault is TaskDbLinqException or OperationCanceledException or ObjectDisposedException)
        {
            // Whoever looks at the page is told; the service itself is well.
        }
    }

    private static async Task DrawAsync(CancellationToken cancellationToken)
    {
        var now = DateTime.UtcNow;
        await using var db = new DictDb();
        var task = new TaskRecord { MsgId = "warm_up_1", Submitted = now.AddSeconds(-2), Started = now.AddSeconds(-1), Completed = now, EngineUuid = "e" };
        await db.AddAsync(task, cancellationToken).ConfigureAwait(false);
        await using var overview = new TaskOverview(db, NullLogger<TaskOverview>.Instance);
        var look = await overview.LookAsync(cancellationToken).ConfigureAwait(false);
        Summary.Of(look.Columns, Scope.Everything);
        lock (look.Columns.Sync)
        {
            Groups.Of(look.Columns, Scope.Everything, Grouping.Engine, 1, out _);
            Timeline.Of(look.Columns, new Scope(null, now.AddSeconds(-3).Ticks, now.Ticks), 1, 1);
        }
    }
}
