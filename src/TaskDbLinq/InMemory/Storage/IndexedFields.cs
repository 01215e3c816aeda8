using TaskDbLinq.Records;

namespace TaskDbLinq.InMemory.Storage;

/// <summary>A text field with a hash index.</summary>
internal sealed record IndexedText(TaskField Field, Func<TaskRecord, string?> Read)
{
    /// <summary>The fields, in the order of a table's indexes.</summary>
    public static IndexedText[] All { get; } =
    [
        new(TaskFields.ByKey[TaskKey.ClientUuid], task => task.ClientUuid),
        new(TaskFields.ByKey[TaskKey.EngineUuid], task => task.EngineUuid),
        new(TaskFields.ByKey[TaskKey.Queue], task => task.Queue),
    ];
}

/// <summary>A timestamp with an ordered index.</summary>
internal sealed record IndexedTime(TaskField Field, Func<TaskRecord, DateTime?> Read)
{
    /// <summary>The fields, in the order of a table's indexes.</summary>
    public static IndexedTime[] All { get; } =
    [
        new(TaskFields.ByKey[TaskKey.Submitted], task => task.Submitted),
        new(TaskFields.ByKey[TaskKey.Started], task => task.Started),
        new(TaskFields.ByKey[TaskKey.Completed], task => task.Completed),
    ];
}
