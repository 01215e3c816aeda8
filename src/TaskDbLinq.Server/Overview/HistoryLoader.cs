using System.Collections.Immutable;
using System.Diagnostics;
using TaskDbLinq.Operations;

namespace TaskDbLinq.Server.Overview;

/// <summary>Reads all tasks once, those submitted last first, so that there is something to show at once.</summary>
internal sealed class HistoryLoader(MarkReader reader)
{
    private const int FirstPage = 4_000;
    private const int UsualPage = 20_000;
    private const int LargestPage = 320_000;
    private const string Submitted = "submitted";

    /// <summary>A page that takes longer is followed by larger ones: the store has no index, and looks at every task for each page.</summary>
    private static readonly TimeSpan LongPage = TimeSpan.FromSeconds(1);

    private static readonly ImmutableArray<TaskSort> ByTime = TaskSort.Parse($"-{Submitted}", "msg_id");

    private static readonly ImmutableArray<TaskSort> ById = TaskSort.Parse("msg_id");

    /// <summary>Reads everything.</summary>
    /// <param name="told">Is called after each page.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    public async Task RunAsync(Action told, CancellationToken cancellationToken)
    {
        await PagesAsync(ByTime, Filter.Parse(Is(new Dictionary<string, object?> { ["$ne"] = null })), BehindInTime, told, cancellationToken).ConfigureAwait(false);
        await PagesAsync(ById, Filter.Parse(Is(null)), BehindById, told, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Asks for the first page as a reading does, and takes it; the questions of later readings are planned by then.</summary>
    public async Task FirstPageAsync(CancellationToken cancellationToken)
    {
        var query = new TaskQuery { Filter = Filter.Parse(Is(new Dictionary<string, object?> { ["$ne"] = null })), Sort = ByTime, Limit = FirstPage };
        var rows = await reader.RowsAsync(query, cancellationToken).ConfigureAwait(false);
        if (rows.Count > 0)
        {
            await reader.TakeAsync(rows, Between(rows[^1], rows[0]), replaces: false, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task PagesAsync(ImmutableArray<TaskSort> sort, Filter all, Func<TaskRow, Filter> behind, Action told, CancellationToken cancellationToken)
    {
        var (length, next) = (FirstPage, UsualPage);
        var filter = all;
        while (true)
        {
            var time = Stopwatch.StartNew();
            var rows = await reader.RowsAsync(new TaskQuery { Filter = filter, Sort = sort, Limit = length }, cancellationToken).ConfigureAwait(false);
            if (rows.Count > 0)
            {
                await reader.TakeAsync(rows, Between(rows[^1], rows[0]), replaces: false, cancellationToken).ConfigureAwait(false);
            }

            told();
            if (rows.Count < length)
            {
                return;
            }

            filter = behind(rows[^1]);
            next = time.Elapsed > LongPage ? Math.Min(LargestPage, next * 4) : next;
            length = next;
        }
    }

    /// <summary>
    /// <c>{ last } => { submitted: { $lte: s }, $or: [{ submitted: { $lt: s } }, { msg_id: { $gt: i } }] }</c>: the first part is where
    /// an index begins.
    /// </summary>
    private static Filter BehindInTime(TaskRow last) => Filter.Parse(new Dictionary<string, object?>
    {
        [Submitted] = new Dictionary<string, object?> { ["$lte"] = last[Submitted] },
        ["$or"] = new object[] { Is(new Dictionary<string, object?> { ["$lt"] = last[Submitted] }), Later(last) },
    });

    private static Filter BehindById(TaskRow last) => Filter.Parse(new Dictionary<string, object?>(Later(last)) { [Submitted] = null });

    /// <summary>The tasks of a page, by the range that it takes in the order.</summary>
    private static Filter Between(TaskRow first, TaskRow last) => Filter.Parse(first[Submitted] is null
        ? new Dictionary<string, object?> { [Submitted] = null, ["msg_id"] = new Dictionary<string, object?> { ["$gte"] = Selection.Id(last), ["$lte"] = Selection.Id(first) } }
        : Is(new Dictionary<string, object?> { ["$gte"] = first[Submitted], ["$lte"] = last[Submitted] }));

    private static Dictionary<string, object?> Later(TaskRow last) => new() { ["msg_id"] = new Dictionary<string, object?> { ["$gt"] = Selection.Id(last) } };

    private static Dictionary<string, object?> Is(object? condition) => new() { [Submitted] = condition };
}
