using System.Collections.Immutable;
using System.Runtime.InteropServices;
using TaskDbLinq.Values;

namespace TaskDbLinq;

/// <summary>The one table of a task's fields: key, property, kind. Every part of the library takes the names from here.</summary>
public static class TaskFields
{
    /// <summary>All fields, in the order of IPython's own tables.</summary>
    public static ImmutableArray<TaskField> All { get; } = Build(
        (TaskKey.MsgId, nameof(TaskRecord.MsgId), t => t.MsgId, (t, v) => t with { MsgId = (string)v! }),
        (TaskKey.Header, nameof(TaskRecord.Header), t => t.Header, (t, v) => t with { Header = (Document?)v }),
        (TaskKey.Metadata, nameof(TaskRecord.Metadata), t => t.Metadata, (t, v) => t with { Metadata = (Document?)v }),
        (TaskKey.Content, nameof(TaskRecord.Content), t => t.Content, (t, v) => t with { Content = (Document?)v }),
        (TaskKey.Buffers, nameof(TaskRecord.Buffers), t => t.Buffers, (t, v) => t with { Buffers = (BufferList?)v }),
        (TaskKey.Submitted, nameof(TaskRecord.Submitted), t => t.Submitted, (t, v) => t with { Submitted = (DateTime?)v }),
        (TaskKey.ClientUuid, nameof(TaskRecord.ClientUuid), t => t.ClientUuid, (t, v) => t with { ClientUuid = (string?)v }),
        (TaskKey.EngineUuid, nameof(TaskRecord.EngineUuid), t => t.EngineUuid, (t, v) => t with { EngineUuid = (string?)v }),
        (TaskKey.Started, nameof(TaskRecord.Started), t => t.Started, (t, v) => t with { Started = (DateTime?)v }),
        (TaskKey.Completed, nameof(TaskRecord.Completed), t => t.Completed, (t, v) => t with { Completed = (DateTime?)v }),
        (TaskKey.Resubmitted, nameof(TaskRecord.Resubmitted), t => t.Resubmitted, (t, v) => t with { Resubmitted = (string?)v }),
        (TaskKey.Received, nameof(TaskRecord.Received), t => t.Received, (t, v) => t with { Received = (DateTime?)v }),
        (TaskKey.ResultHeader, nameof(TaskRecord.ResultHeader), t => t.ResultHeader, (t, v) => t with { ResultHeader = (Document?)v }),
        (TaskKey.ResultMetadata, nameof(TaskRecord.ResultMetadata), t => t.ResultMetadata,
            (t, v) => t with { ResultMetadata = (Document?)v }),
        (TaskKey.ResultContent, nameof(TaskRecord.ResultContent), t => t.ResultContent, (t, v) => t with { ResultContent = (Document?)v }),
        (TaskKey.ResultBuffers, nameof(TaskRecord.ResultBuffers), t => t.ResultBuffers,
            (t, v) => t with { ResultBuffers = (BufferList?)v }),
        (TaskKey.Queue, nameof(TaskRecord.Queue), t => t.Queue, (t, v) => t with { Queue = (string?)v }),
        (TaskKey.ExecuteInput, nameof(TaskRecord.ExecuteInput), t => t.ExecuteInput, (t, v) => t with { ExecuteInput = (string?)v }),
        (TaskKey.ExecuteResult, nameof(TaskRecord.ExecuteResult), t => t.ExecuteResult, (t, v) => t with { ExecuteResult = (Document?)v }),
        (TaskKey.Error, nameof(TaskRecord.Error), t => t.Error, (t, v) => t with { Error = (Document?)v }),
        (TaskKey.Stdout, nameof(TaskRecord.Stdout), t => t.Stdout, (t, v) => t with { Stdout = (string?)v }),
        (TaskKey.Stderr, nameof(TaskRecord.Stderr), t => t.Stderr, (t, v) => t with { Stderr = (string?)v }),
        (TaskKey.Label, nameof(TaskRecord.Label), t => t.Label, (t, v) => t with { Label = (string?)v }));

    /// <summary>The fields by key. To freeze them takes a command longer than to ask them.</summary>
    public static IReadOnlyDictionary<string, TaskField> ByKey { get; } =
        All.ToDictionary(field => field.Key, StringComparer.Ordinal);

    /// <summary>The fields by the name of their property.</summary>
    public static IReadOnlyDictionary<string, TaskField> ByProperty { get; } =
        All.ToDictionary(field => field.Property.Name, StringComparer.Ordinal);

    /// <summary>The identity of a task.</summary>
    public static TaskField MsgId { get; } = ByKey[TaskKey.MsgId];

    private static ImmutableArray<TaskField> Build(
        params (string Key, string Property, Func<TaskRecord, object?> Get, Func<TaskRecord, object?, TaskRecord> With)[] table)
    {
        // A loop, since LINQ over tuples is never compiled ahead: the JIT would have to run for each command.
        var fields = new TaskField[table.Length];
        for (var i = 0; i < table.Length; i++)
        {
            fields[i] = new TaskField(table[i].Key, typeof(TaskRecord).GetProperty(table[i].Property)!, i, table[i].Get, table[i].With);
        }

        return ImmutableCollectionsMarshal.AsImmutableArray(fields);
    }
}
