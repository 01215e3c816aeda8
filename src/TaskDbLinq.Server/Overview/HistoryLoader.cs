using System.Collections.Immutable;
using System.Diagnostics;
using TaskDbLinq.Operations;

namespace TaskDbLinq.Server.Overview;

/// <summary>Reads all tasks once, those submitted last first, so that there is something to show at once.</summary>
internal sealed class HistoryLoader(MarkReader reader)
{
    private const int FirstPage = 2_000;
    private const int UsualPage = 20_000;
    private const int LargestPage = 320_000;

    /// <summary>The second page comes soon after the first: the newest tasks may all be pending still.</summary>
    private const int Growth = 4;

    /// <summary>A page that took less for each task than the one before, by so much, was larger for good.</summary>
    private const double Gain = 0.7;

    /// <summary>Where the first page takes longer, nobody waits for another before there is something to show.</summary>
    private static readonly TimeSpan Quick = TimeSpan.FromSeconds(1);

    /// <summary>Behind the first page the browser has the processor to itself: it draws what there is.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <summary>
    /// After a page that takes longer, a larger one is tried: the store may have no index, and look at every task for each page. Where it
    /// doesn't help, pages stay as they are.
    /// </summary>
    private static readonly TimeSpan LongPage = TimeSpan.FromSeconds(1.5);

    private static readonly ValueList<SortKey<TaskField>> ByTime = TaskSort.Parse($"-{TaskKey.Submitted}", TaskKey.MsgId);

    private static readonly ValueList<SortKey<TaskField>> ByStart = TaskSort.Parse($"-{TaskKey.Started}", TaskKey.MsgId);

    private static readonly Dictionary<string, object?> NotNull = new() { ["$ne"] = null };

    private static readonly Filter Timed = Filter.Parse(Is(NotNull));

    private static readonly ValueList<SortKey<TaskField>> ById = TaskSort.Parse(TaskKey.MsgId);

    /// <summary>Reads everything.</summary>
    /// <param name="told">Is called after each page.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    public async Task RunAsync(Func<Task> told, CancellationToken cancellationToken)
    {
        var (time, isFirst) = (Stopwatch.StartNew(), true);
        await PagesAsync(ByTime, Timed, BehindInTime, FirstToldAsync, Pause, cancellationToken).ConfigureAwait(false);
        await PagesAsync(ById, Filter.Parse(Is(null)), BehindById, told, TimeSpan.Zero, cancellationToken).ConfigureAwait(false);

        // The newest tasks may all be pending, thousands of them: those that ended last are looked at early, too.
        async Task FirstToldAsync()
        {
            var (isNext, isQuick) = (isFirst, time.Elapsed < Quick);
            isFirst = false;
            if (isNext && isQuick)
            {
                await EndedAsync(cancellationToken).ConfigureAwait(false);
            }

            await told().ConfigureAwait(false);
            if (isNext && !isQuick)
            {
                await EndedAsync(cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Asks for the first page as a reading does; the questions of later readings are planned by then.</summary>
    public async Task FirstPageAsync(CancellationToken cancellationToken)
    {
        await PageAsync(Timed, ByTime, FirstPage, cancellationToken).ConfigureAwait(false);
        await EndedAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Reads tasks that have ended, those started last first: stores have that order.</summary>
    private Task EndedAsync(CancellationToken cancellationToken)
    {
        var query = new TaskQuery { Filter = Filter.Parse(Ended(NotNull)), Sort = ByStart, Limit = FirstPage };
        return reader.ReadAsync(
            query,
            replaces: false,
            (first, last) => Filter.Parse(
                Ended(new Dictionary<string, object?> { ["$gte"] = last[TaskKey.Started], ["$lte"] = first[TaskKey.Started] })),
            seen: null,
            cancellationToken);
    }

    private async Task PagesAsync(
        ValueList<SortKey<TaskField>> sort,
        Filter all,
        Func<TaskRow, Filter> behind,
        Func<Task> told,
        TimeSpan pause,
        CancellationToken cancellationToken)
    {
        var length = FirstPage;
        var (filter, before) = (all, 0.0);
        while (true)
        {
            var time = Stopwatch.StartNew();
            var (count, last) = await PageAsync(filter, sort, length, cancellationToken).ConfigureAwait(false);
            var took = time.Elapsed;
            await told().ConfigureAwait(false);
            if (count < length)
            {
                return;
            }

            if (length == FirstPage)
            {
                await Task.Delay(pause, cancellationToken).ConfigureAwait(false);
            }

            filter = behind(last!);
            var each = took.TotalSeconds / count;
            var isLarger = took > LongPage && (before == 0 || each < before * Gain);
            length = isLarger
                ? Math.Clamp(length * Growth, UsualPage, LargestPage)
                : Math.Max(length, Math.Min(length * Growth, UsualPage));
            before = each;
        }
    }

    private Task<(int Count, TaskRow? Last)> PageAsync(
        Filter filter, ValueList<SortKey<TaskField>> sort, int length, CancellationToken cancellationToken)
    {
        var query = new TaskQuery { Filter = filter, Sort = sort, Limit = length };
        return reader.ReadAsync(query, replaces: false, (first, last) => Between(last, first), seen: null, cancellationToken);
    }

    /// <summary>
    /// <c>{ last } => { submitted: { $lte: s }, $or: [{ submitted: { $lt: s } }, { msg_id: { $gt: i } }] }</c>: the first part is where
    /// an index begins.
    /// </summary>
    private static Filter BehindInTime(TaskRow last) => Filter.Parse(new Dictionary<string, object?>
    {
        [TaskKey.Submitted] = new Dictionary<string, object?> { ["$lte"] = last[TaskKey.Submitted] },
        ["$or"] = new object[] { Is(new Dictionary<string, object?> { ["$lt"] = last[TaskKey.Submitted] }), Later(last) },
    });

    private static Filter BehindById(TaskRow last) =>
        Filter.Parse(new Dictionary<string, object?>(Later(last)) { [TaskKey.Submitted] = null });

    /// <summary>The tasks of a page, by the range that it takes in the order.</summary>
    private static Filter Between(TaskRow first, TaskRow last) => Filter.Parse(first[TaskKey.Submitted] is null
        ? new Dictionary<string, object?>
        {
            [TaskKey.Submitted] = null,
            [TaskKey.MsgId] = new Dictionary<string, object?> { ["$gte"] = Selection.Id(last), ["$lte"] = Selection.Id(first) },
        }
        : Is(new Dictionary<string, object?> { ["$gte"] = first[TaskKey.Submitted], ["$lte"] = last[TaskKey.Submitted] }));

    private static Dictionary<string, object?> Later(TaskRow last) =>
        new() { [TaskKey.MsgId] = new Dictionary<string, object?> { ["$gt"] = Selection.Id(last) } };

    private static Dictionary<string, object?> Ended(object started) =>
        new() { [TaskKey.Completed] = NotNull, [TaskKey.Started] = started };

    private static Dictionary<string, object?> Is(object? condition) => new() { [TaskKey.Submitted] = condition };
}
