using TaskDbLinq.Operations;
using TaskDbLinq.Values;

namespace TaskDbLinq.Server.Overview;

/// <summary>
/// Reads tasks as marks. No dict field is read of the usual task: the store tells which replies are not plainly ok, and which
/// messages are not of the usual type, and only those are looked into.
/// </summary>
internal sealed class MarkReader(ITaskDb db, TaskColumns columns)
{
    /// <summary>So many marks are taken at once; who asks meanwhile waits no longer than that takes.</summary>
    private const int SliceLength = 2_000;

    /// <summary>Of so many tasks it is found which type is the usual one.</summary>
    private const int Sample = 50;

    private const string MsgType = "msg_type";

    private static readonly TaskKeys Plain =
        TaskKeys.Of(TaskKey.MsgId, TaskKey.Submitted, TaskKey.Started, TaskKey.Completed, TaskKey.EngineUuid, TaskKey.ClientUuid,
            TaskKey.Queue, TaskKey.Label);

    private static readonly TaskKeys Reply = TaskKeys.Of(TaskKey.MsgId, TaskKey.Completed, TaskKey.ResultContent, TaskKey.Error);

    private static readonly TaskKeys Header = TaskKeys.Of(TaskKey.MsgId, TaskKey.Header);

    private string? _usualType;

    /// <summary>
    /// Reads the tasks of a query, and takes each as a mark as it comes; then what the replies and the types of some of them are.
    /// </summary>
    /// <param name="query">Which tasks, in which order.</param>
    /// <param name="replaces">Whether they are newer than what is there.</param>
    /// <param name="which">The filter of exactly these tasks, or of few others, by the first and the last of them; null for the query's
    /// own.</param>
    /// <param name="seen">Is called with the id of each; null if nobody wants to know.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <returns>How many there were, and the last of them.</returns>
    public async Task<(int Count, TaskRow? Last)> ReadAsync(
        TaskQuery query, bool replaces, Func<TaskRow, TaskRow, Filter>? which, Action<string>? seen, CancellationToken cancellationToken)
    {
        _usualType ??= await UsualTypeAsync(query, cancellationToken).ConfigureAwait(false);
        var slice = new List<TaskRow>(SliceLength);
        var (count, first, last) = (0, (TaskRow?)null, (TaskRow?)null);
        await foreach (var row in db.QueryAsync(query with { Keys = Plain }, cancellationToken).ConfigureAwait(false))
        {
            count++;
            first ??= row;
            last = row;
            seen?.Invoke(Selection.Id(row));
            slice.Add(row);
            if (slice.Count == SliceLength)
            {
                Take(slice, replaces);
            }
        }

        Take(slice, replaces);
        if (first is not null)
        {
            await LookIntoAsync(which?.Invoke(first, last!) ?? query.Filter, cancellationToken).ConfigureAwait(false);
        }

        return (count, last);
    }

    private void Take(List<TaskRow> slice, bool replaces)
    {
        lock (columns.Sync)
        {
            foreach (var row in slice)
            {
                if (replaces || columns.Find(Selection.Id(row)) < 0)
                {
                    columns.Put(MarkOf(row));
                }
            }
        }

        slice.Clear();
    }

    /// <summary>Until it is known better, a completed task is ok, and of the usual type.</summary>
    private async Task LookIntoAsync(Filter which, CancellationToken cancellationToken)
    {
        var notOk = new TaskQuery { Filter = Selection.And(which, TaskStates.NotOk), Keys = Reply };
        await foreach (var row in db.QueryAsync(notOk, cancellationToken).ConfigureAwait(false))
        {
            var (state, kind) = StateOf(row);
            lock (columns.Sync)
            {
                columns.Reply(Selection.Id(row), state, state == MarkState.Error ? Small(columns.Failures.NumberOf(kind)) : (ushort)0);
            }
        }

        var unusual = new TaskQuery { Filter = _usualType is null ? which : Selection.And(which, Unlike(_usualType)), Keys = Header };
        await foreach (var row in db.QueryAsync(unusual, cancellationToken).ConfigureAwait(false))
        {
            lock (columns.Sync)
            {
                columns.Type(Selection.Id(row), Small(columns.Types.NumberOf(TypeOf(row))));
            }
        }
    }

    /// <summary>The type of most of a query's first tasks; null if it has none.</summary>
    private async Task<string?> UsualTypeAsync(TaskQuery query, CancellationToken cancellationToken)
    {
        var types = new List<string>();
        await foreach (var row in db.QueryAsync(query with { Keys = Header, Limit = Sample }, cancellationToken).ConfigureAwait(false))
        {
            types.Add(TypeOf(row));
        }

        return types.CountBy(type => type).OrderByDescending(pair => pair.Value).Select(pair => pair.Key).FirstOrDefault();
    }

    private static Dictionary<string, object?> Unlike(string type) =>
        new() { [$"{TaskKey.Header}.{MsgType}"] = new Dictionary<string, object?> { ["$ne"] = type } };

    private TaskMark MarkOf(TaskRow row)
    {
        var engine = row[TaskKey.EngineUuid] as string;
        return new TaskMark
        {
            Id = columns.Ids.KeyOf(Selection.Id(row)),
            Submitted = Ticks(row, TaskKey.Submitted),
            Started = Ticks(row, TaskKey.Started),
            Completed = Ticks(row, TaskKey.Completed),
            Origin = columns.Origins.NumberOf(new Origin(
                columns.Engines.NumberOf(engine),
                columns.Clients.NumberOf(row[TaskKey.ClientUuid] as string),
                columns.Labels.NumberOf(row[TaskKey.Label] as string),
                Small(columns.Queues.NumberOf(row[TaskKey.Queue] as string)),
                Small(columns.Types.NumberOf(_usualType)))),
            State = Selection.IsCompleted(row) ? MarkState.Ok
                : row[TaskKey.Started] is not null || !string.IsNullOrEmpty(engine) ? MarkState.Running
                : MarkState.Waiting,
        };
    }

    private static long Ticks(TaskRow row, string key) => row[key] is DateTime time ? time.Ticks : 0;

    /// <summary>There are few queues and types; of a hostile database all beyond the limit count as one.</summary>
    private static ushort Small(int number) => (ushort)Math.Min(number, ushort.MaxValue);

    private static (MarkState State, FailureKind Kind) StateOf(TaskRow row)
    {
        var reply = row[TaskKey.ResultContent] as Document ?? Document.None;
        var error = row[TaskKey.Error] as Document ?? Document.None;
        var state = TaskStates.Of((DateTime?)row[TaskKey.Completed], reply, error);
        if (state != TaskState.Error)
        {
            return (state == TaskState.Aborted ? MarkState.Aborted : MarkState.Ok, default);
        }

        var told = reply["ename"] is DocumentString ? reply : error;
        var name = told["ename"] is DocumentString { Value: { Length: > 0 } text } ? text : "(no name)";
        return (MarkState.Error, new FailureKind(name, LastFrame.Of(told["traceback"])));
    }

    private static string TypeOf(TaskRow row) =>
        row[TaskKey.Header] is Document header && header[MsgType] is DocumentString type ? type.Value : string.Empty;
}
