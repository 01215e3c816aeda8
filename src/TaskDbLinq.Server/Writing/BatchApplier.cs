using Microsoft.AspNetCore.Http;
using TaskDbLinq.Records;
using TaskDbLinq.Server.Telemetry;
using TaskDbLinq.Server.Wire;

namespace TaskDbLinq.Server.Writing;

/// <summary>
/// Makes the changes of a batch in order, each on its own: one that fails leaves the others alone. They go to the database
/// together as far as they can, and one by one where together they fail.
/// </summary>
internal sealed class BatchApplier(ITaskDb db)
{
    private static readonly TaskKeys MetadataOnly = TaskKeys.Of(RowWriter.Metadata);

    /// <summary>Makes the changes.</summary>
    /// <param name="items">The changes.</param>
    /// <param name="isResent">Whether some may have been made before: an add of a task that is there counts as made.</param>
    /// <returns>What failed, by the position of the change.</returns>
    /// <exception cref="TaskDbException">The database failed; the batch may be sent again.</exception>
    public async Task<SortedDictionary<int, Failure>> ApplyAsync(IReadOnlyList<WriteItem> items, bool isResent)
    {
        var failures = new SortedDictionary<int, Failure>();
        var group = new ChangeGroup();
        for (var at = 0; at < items.Count; at++)
        {
            var item = items[at];
            if (item.Problem is { } problem)
            {
                failures[at] = problem;
                continue;
            }

            var readsBefore = item.Operation == WriteOperation.Update && ConcernsExtra(item) && group.Added(item.MsgId) is null;
            if (item.Operation == WriteOperation.Drop || readsBefore || (item.Operation == WriteOperation.Add && group.Touches(item.MsgId)))
            {
                await FlushAsync(group, items, isResent, failures).ConfigureAwait(false);
                group = new ChangeGroup();
            }

            switch (item.Operation)
            {
                case WriteOperation.Drop:
                    await TryAsync(at, item, isResent, failures).ConfigureAwait(false);
                    break;
                case WriteOperation.Add:
                    group.Add(at, item.Task());
                    break;
                default:
                    group.Update(at, item.MsgId, await UpdateAsync(item, group).ConfigureAwait(false));
                    break;
            }
        }

        await FlushAsync(group, items, isResent, failures).ConfigureAwait(false);
        Count(items, failures);
        return failures;
    }

    private async Task FlushAsync(ChangeGroup group, IReadOnlyList<WriteItem> items, bool isResent, SortedDictionary<int, Failure> failures)
    {
        if (group.Items.Count == 0)
        {
            return;
        }

        try
        {
            await db.WriteAsync(group.Batch).ConfigureAwait(false);
        }
        catch (Exception fault) when (IsOfOneItem(fault))
        {
            foreach (var at in group.Items)
            {
                await TryAsync(at, items[at], isResent, failures).ConfigureAwait(false);
            }
        }
    }

    private async Task TryAsync(int at, WriteItem item, bool isResent, SortedDictionary<int, Failure> failures)
    {
        try
        {
            await (item.Operation switch
            {
                WriteOperation.Add => db.AddAsync(item.Task()),
                WriteOperation.Drop => db.DropAsync(item.MsgId),
                _ => db.UpdateAsync(item.MsgId, await UpdateAsync(item, group: null).ConfigureAwait(false)),
            }).ConfigureAwait(false);
        }
        catch (DuplicateTaskException) when (isResent)
        {
            // It was added when the batch was sent before; the changes behind it are made again, and lead to the same task.
        }
        catch (Exception fault) when (IsOfOneItem(fault))
        {
            failures[at] = Failure.Of(fault);
        }
    }

    /// <summary>Extra fields lie in the metadata, of which the rest must stay.</summary>
    private async Task<TaskUpdate> UpdateAsync(WriteItem item, ChangeGroup? group)
    {
        if (!ConcernsExtra(item))
        {
            return item.Update;
        }

        var before = group?.Added(item.MsgId)?.Metadata ?? await MetadataAsync(item.MsgId).ConfigureAwait(false);
        var isReplaced = item.Update.Any(change => change.Key.Key == RowWriter.Metadata);
        var after = isReplaced ? item.Update.First(change => change.Key.Key == RowWriter.Metadata).Value as Document : before;
        return item.Update.Set(RowWriter.Metadata, ExtraFields.With(ExtraFields.With(after, ExtraFields.Of(before)), item.Extra));
    }

    private async Task<Document?> MetadataAsync(string msgId)
    {
        var query = new TaskQuery { Filter = FilterOf(msgId), Keys = MetadataOnly };
        await foreach (var row in db.QueryAsync(query).ConfigureAwait(false))
        {
            return row[RowWriter.Metadata] as Document;
        }

        return null;
    }

    public static Filter FilterOf(string msgId) =>
        Filter.Parse(new Dictionary<string, object?> { [TaskKey.MsgId] = new Dictionary<string, object?> { ["$eq"] = msgId } });

    private static bool ConcernsExtra(WriteItem item) =>
        item.Extra.Count > 0 || item.Update.Any(change => change.Key.Key == RowWriter.Metadata);

    private static bool IsOfOneItem(Exception fault) =>
        fault is DuplicateTaskException or TaskNotFoundException or QueryException or ReadOnlyTaskDbException or NoDataException;

    private static void Count(IReadOnlyList<WriteItem> items, SortedDictionary<int, Failure> failures)
    {
        ServerTelemetry.Items.Add(items.Count - failures.Count, new KeyValuePair<string, object?>("status", StatusCodes.Status200OK));
        foreach (var failed in failures.Values.GroupBy(failure => failure.Status))
        {
            ServerTelemetry.Items.Add(failed.Count(), new KeyValuePair<string, object?>("status", failed.Key));
        }
    }
}
