using TaskDbLinq.Records;

namespace TaskDbLinq.InMemory.Storage;

/// <summary>A text field with a hash index.</summary>
internal sealed record IndexedText(TaskField Field, Func<TaskRecord, string?> Read)
{
    /// <summary>The fields, in the order of a table's indexes.</summary>
    public static IndexedText[] All { get; } =
    [
        new(TaskFields.ByKey["client_uuid"], task => task.ClientUuid),
        new(TaskFields.ByKey["engine_uuid"], task => task.EngineUuid),
        new(TaskFields.ByKey["queue"], task => task.Queue),
    ];
}

/// <summary>A timestamp with an ordered index.</summary>
internal sealed record IndexedTime(TaskField Field, Func<TaskRecord, DateTime?> Read)
{
    /// <summary>The fields, in the order of a table's indexes.</summary>
    public static IndexedTime[] All { get; } =
    [
        new(TaskFields.ByKey["submitted"], task => task.Submitted),
        new(TaskFields.ByKey["started"], task => task.Started),
        new(TaskFields.ByKey["completed"], task => task.Completed),
    ];
}
