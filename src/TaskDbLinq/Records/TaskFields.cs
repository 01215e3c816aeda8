using System.Collections.Frozen;
using System.Collections.Immutable;
using TaskDbLinq.Values;

namespace TaskDbLinq;

/// <summary>The one table of a task's fields: key, property, kind. Every part of the library takes the names from here.</summary>
public static class TaskFields
{
    /// <summary>All fields, in the order of IPython's own tables.</summary>
    public static ImmutableArray<TaskField> All { get; } = Build(
        ("msg_id", nameof(TaskRecord.MsgId), task => task.MsgId, (task, value) => task with { MsgId = (string)value! }),
        ("header", nameof(TaskRecord.Header), task => task.Header, (task, value) => task with { Header = (Document?)value }),
        ("metadata", nameof(TaskRecord.Metadata), task => task.Metadata, (task, value) => task with { Metadata = (Document?)value }),
        ("content", nameof(TaskRecord.Content), task => task.Content, (task, value) => task with { Content = (Document?)value }),
        ("buffers", nameof(TaskRecord.Buffers), task => task.Buffers, (task, value) => task with { Buffers = (BufferList?)value }),
        ("submitted", nameof(TaskRecord.Submitted), task => task.Submitted, (task, value) => task with { Submitted = (DateTime?)value }),
        ("client_uuid", nameof(TaskRecord.ClientUuid), task => task.ClientUuid, (task, value) => task with { ClientUuid = (string?)value }),
        ("engine_uuid", nameof(TaskRecord.EngineUuid), task => task.EngineUuid, (task, value) => task with { EngineUuid = (string?)value }),
        ("started", nameof(TaskRecord.Started), task => task.Started, (task, value) => task with { Started = (DateTime?)value }),
        ("completed", nameof(TaskRecord.Completed), task => task.Completed, (task, value) => task with { Completed = (DateTime?)value }),
        ("resubmitted", nameof(TaskRecord.Resubmitted), task => task.Resubmitted, (task, value) => task with { Resubmitted = (string?)value }),
        ("received", nameof(TaskRecord.Received), task => task.Received, (task, value) => task with { Received = (DateTime?)value }),
        ("result_header", nameof(TaskRecord.ResultHeader), task => task.ResultHeader, (task, value) => task with { ResultHeader = (Document?)value }),
        ("result_metadata", nameof(TaskRecord.ResultMetadata), task => task.ResultMetadata, (task, value) => task with { ResultMetadata = (Document?)value }),
        ("result_content", nameof(TaskRecord.ResultContent), task => task.ResultContent, (task, value) => task with { ResultContent = (Document?)value }),
        ("result_buffers", nameof(TaskRecord.ResultBuffers), task => task.ResultBuffers, (task, value) => task with { ResultBuffers = (BufferList?)value }),
        ("queue", nameof(TaskRecord.Queue), task => task.Queue, (task, value) => task with { Queue = (string?)value }),
        ("execute_input", nameof(TaskRecord.ExecuteInput), task => task.ExecuteInput, (task, value) => task with { ExecuteInput = (string?)value }),
        ("execute_result", nameof(TaskRecord.ExecuteResult), task => task.ExecuteResult, (task, value) => task with { ExecuteResult = (Document?)value }),
        ("error", nameof(TaskRecord.Error), task => task.Error, (task, value) => task with { Error = (Document?)value }),
        ("stdout", nameof(TaskRecord.Stdout), task => task.Stdout, (task, value) => task with { Stdout = (string?)value }),
        ("stderr", nameof(TaskRecord.Stderr), task => task.Stderr, (task, value) => task with { Stderr = (string?)value }),
        ("label", nameof(TaskRecord.Label), task => task.Label, (task, value) => task with { Label = (string?)value }));

    /// <summary>The fields by key.</summary>
    public static FrozenDictionary<string, TaskField> ByKey { get; } = All.ToFrozenDictionary(field => field.Key, StringComparer.Ordinal);

    /// <summary>The fields by the name of their property.</summary>
    public static FrozenDictionary<string, TaskField> ByProperty { get; } = All.ToFrozenDictionary(field => field.Property.Name, StringComparer.Ordinal);

    /// <summary>The identity of a task.</summary>
    public static TaskField MsgId { get; } = ByKey["msg_id"];

    private static ImmutableArray<TaskField> Build(params (string Key, string Property, Func<TaskRecord, object?> Get, Func<TaskRecord, object?, TaskRecord> With)[] table) =>
        [.. table.Select((row, ordinal) => new TaskField(row.Key, typeof(TaskRecord).GetProperty(row.Property)!, ordinal, row.Get, row.With))];
}
