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

    private const string MsgType = "msg_type";

    private static readonly TaskKeys Plain =
        TaskKeys.Of("msg_id", "submitted", "started", "completed", "engine_uuid", "client_uuid", "queue", "label");

    private static readonly TaskKeys Reply = TaskKeys.Of("msg_id", "completed", "result_content", "error");

    private static readonly TaskKeys Header = TaskKeys.Of("msg_id", "header");

    private string? _usualType;

    /// <summary>Reads the plain fields of the tasks of a query.</summary>
    public async Task<List<TaskRow>> RowsAsync(TaskQuery query, CancellationToken cancellationToken)
    {
        var rows = new List<TaskRow>();
        await foreach (var row in db.QueryAsync(query with { Keys = Plain }, cancellationToken).ConfigureAwait(false))
        {
            rows.Add(row);
        }

        return rows;
    }

    /// <summary>Takes rows as marks.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="which">A filter that selects them, and few others.</param>
    /// <param name="replaces">Whether they are newer than what is there.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    public async Task TakeAsync(List<TaskRow> rows, Filter which, bool replaces, CancellationToken cancellationToken)
    {
        var replies = await DictAsync(Selection.And(which, TaskStates.NotOk), Reply, StateOf, cancellationToken).ConfigureAwait(false);
        var unusual = _usualType is null ? which : Selection.And(which, Unlike(_usualType));
        var types = await DictAsync(unusual, Header, TypeOf, cancellationToken).ConfigureAwait(false);
        _usualType ??= types.Values.CountBy(type => type).OrderByDescending(pair => pair.Value).Select(pair => pair.Key).FirstOrDefault();
        foreach (var slice in rows.Chunk(SliceLength))
        {
            lock (columns.Sync)
            {
                foreach (var row in slice)
                {
                    if (replaces || columns.Find(Selection.Id(row)) < 0)
                    {
                        columns.Put(MarkOf(row, replies, types));
                    }
                }
            }
        }
    }

    private static Dictionary<string, object?> Unlike(string type) =>
        new() { [$"header.{MsgType}"] = new Dictionary<string, object?> { ["$ne"] = type } };

    private TaskMark MarkOf(TaskRow row, Dictionary<string, (MarkState State, FailureKind Kind)> replies, Dictionary<string, string> types)
    {
        var id = Selection.Id(row);
        var isCompleted = Selection.IsCompleted(row);
        var engine = row["engine_uuid"] as string;
        var reply = isCompleted && replies.TryGetValue(id, out var known) ? known : (State: MarkState.Ok, Kind: default);
        return new TaskMark
        {
            Id = columns.Ids.KeyOf(id),
            Submitted = Ticks(row, "submitted"),
            Started = Ticks(row, "started"),
            Completed = Ticks(row, "completed"),
            Engine = columns.Engines.NumberOf(engine),
            Client = columns.Clients.NumberOf(row["client_uuid"] as string),
            Label = columns.Labels.NumberOf(row["label"] as string),
            Queue = Small(columns.Queues.NumberOf(row["queue"] as string)),
            Type = Small(columns.Types.NumberOf(types.TryGetValue(id, out var type) ? type : _usualType)),
            Failure = reply.State == MarkState.Error ? columns.Failures.NumberOf(reply.Kind) : 0,
            State = isCompleted ? reply.State : row["started"] is not null || !string.IsNullOrEmpty(engine) ? MarkState.Running : MarkState.Waiting,
        };
    }

    private static long Ticks(TaskRow row, string key) => row[key] is DateTime time ? time.Ticks : 0;

    /// <summary>There are few queues and types; of a hostile database all beyond the limit count as one.</summary>
    private static ushort Small(int number) => (ushort)Math.Min(number, ushort.MaxValue);

    private static (MarkState State, FailureKind Kind) StateOf(TaskRow row)
    {
        var reply = row["result_content"] as Document ?? Document.None;
        var error = row["error"] as Document ?? Document.None;
        var state = TaskStates.Of((DateTime?)row["completed"], reply, error);
        if (state != TaskState.Error)
        {
            return (state == TaskState.Aborted ? MarkState.Aborted : MarkState.Ok, default);
        }

        var told = reply["ename"] is DocumentString ? reply : error;
        var name = told["ename"] is DocumentString { Value: { Length: > 0 } text } ? text : "(no name)";
        return (MarkState.Error, new FailureKind(name, LastFrame.Of(told["traceback"])));
    }

    private static string TypeOf(TaskRow row) => row["header"] is Document header && header[MsgType] is DocumentString type ? type.Value : string.Empty;

    private async Task<Dictionary<string, T>> DictAsync<T>(Filter filter, TaskKeys keys, Func<TaskRow, T> read, CancellationToken cancellationToken)
    {
        var found = new Dictionary<string, T>(StringComparer.Ordinal);
        await foreach (var row in db.QueryAsync(new TaskQuery { Filter = filter, Keys = keys }, cancellationToken).ConfigureAwait(false))
        {
            found[Selection.Id(row)] = read(row);
        }

        return found;
    }
}
