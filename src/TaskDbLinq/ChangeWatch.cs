using System.Runtime.CompilerServices;
using TaskDbLinq.Filters;

namespace TaskDbLinq;

/// <summary>Changes of a database: from its feed where it has one, else by asking for newer timestamps again and again.</summary>
internal static class ChangeWatch
{
    private static readonly TimeSpan PollPause = TimeSpan.FromMilliseconds(500);

    private static readonly TaskKeys IdOnly = TaskKeys.Of(TaskKey.MsgId);

    private static readonly TaskKeys Times =
        TaskKeys.Of(TaskFields.All.Where(field => field.Kind == TaskFieldKind.Timestamp).Select(field => field.Key));

    public static IAsyncEnumerable<TaskChange> RunAsync(ITaskDb db, Filter? filter, CancellationToken cancellationToken)
    {
        var checkedFilter = filter is null or { IsEverything: true } ? null : filter;
        QueryException.ThrowIfAny(checkedFilter?.Validate<TaskRecord>() ?? []);

        // The watch begins with the call, not with the first step of the loop over it.
        return (db as IChangeSource)?.Changes is { } feed
            ? FeedAsync(db, feed.Watch(), checkedFilter, cancellationToken)
            : PollAsync(db, checkedFilter, cancellationToken);
    }

    private static async IAsyncEnumerable<TaskChange> FeedAsync(
        ITaskDb db, ChangeFeed.Watcher watcher, Filter? filter, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using (watcher)
        {
            while (await watcher.WaitAsync(cancellationToken).ConfigureAwait(false))
            {
                var changes = watcher.Read();
                var selected = filter is null ? null : await SelectAsync(db, filter, changes, cancellationToken).ConfigureAwait(false);
                foreach (var change in changes)
                {
                    if (selected is null || change.Kind is TaskChangeKind.Dropped or TaskChangeKind.Missed
                        || selected.Contains(change.MsgId!))
                    {
                        yield return change;
                    }
                }
            }
        }
    }

    /// <summary>The changed tasks that the filter selects now.</summary>
    private static async Task<HashSet<string>> SelectAsync(
        ITaskDb db, Filter filter, List<TaskChange> changes, CancellationToken cancellationToken)
    {
        var ids = changes.Where(change => change.Kind is TaskChangeKind.Added or TaskChangeKind.Updated)
            .Select(change => change.MsgId).Distinct().ToList();
        var found = new HashSet<string>(StringComparer.Ordinal);
        if (ids.Count > 0)
        {
            var changed = Filter.Parse(
                new Dictionary<string, object?> { [TaskKey.MsgId] = new Dictionary<string, object?> { ["$in"] = ids } });
            await foreach (
                var row in db.QueryAsync(new TaskQuery { Filter = filter & changed, Keys = IdOnly }, cancellationToken)
                    .ConfigureAwait(false))
            {
                found.Add((string)row[TaskKey.MsgId]!);
            }
        }

        return found;
    }

    private static async IAsyncEnumerable<TaskChange> PollAsync(
        ITaskDb db, Filter? filter, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var seen = new Dictionary<string, DateTime>(StringComparer.Ordinal);
        var since = DateTime.UtcNow;
        while (true)
        {
            await Task.Delay(PollPause, cancellationToken).ConfigureAwait(false);
            var changed =
                Filter.Or(Times.Fields.Where(field => field.Kind == TaskFieldKind.Timestamp).Select(field => Since(field, since)));
            var latest = since;
            await foreach (
                var row in db.QueryAsync(
                    new TaskQuery { Filter = filter is null ? changed : filter & changed, Keys = Times },
                    cancellationToken).ConfigureAwait(false))
            {
                var id = (string)row[TaskKey.MsgId]!;
                var time = row.Values.OfType<DateTime>().Max();
                latest = time > latest ? time : latest;
                if (!seen.TryGetValue(id, out var before) || before != time)
                {
                    seen[id] = time;
                    var isNew = before == default && (DateTime?)row[TaskKey.Submitted] >= since;
                    yield return new TaskChange(isNew ? TaskChangeKind.Added : TaskChangeKind.Updated, id);
                }
            }

            since = latest;
            foreach (var old in seen.Where(pair => pair.Value < since).Select(pair => pair.Key).ToList())
            {
                seen.Remove(old);
            }
        }
    }

    /// <summary><c>{ field: { $gte: time } }</c>: tasks of the very same time may come later, and those seen are left out.</summary>
    private static Filter Since(TaskField field, DateTime time) =>
        Filter.Parse(new Dictionary<string, object?> { [field.Key] = new Dictionary<string, object?> { ["$gte"] = time } });
}
