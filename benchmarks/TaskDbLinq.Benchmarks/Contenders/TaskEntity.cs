using System.ComponentModel.DataAnnotations;
using System.ComponentModel.DataAnnotations.Schema;
using System.Reflection;

namespace TaskDbLinq.Benchmarks.Contenders;

/// <summary>A row of our file layout as an object, as EF Core, linq2db and Dapper would map it.</summary>
[Table("task")]
internal sealed class TaskEntity
{
    [Key, DatabaseGenerated(DatabaseGeneratedOption.None), Column("id")]
    public long Id { get; set; }

    [Column("msg_id")]
    public string MsgId { get; set; } = string.Empty;

    [Column("submitted")]
    public DateTime? Submitted { get; set; }

    [Column("started")]
    public DateTime? Started { get; set; }

    [Column("completed")]
    public DateTime? Completed { get; set; }

    [Column("received")]
    public DateTime? Received { get; set; }

    [Column("client_uuid")]
    public string? ClientUuid { get; set; }

    [Column("engine_uuid")]
    public string? EngineUuid { get; set; }

    [Column("queue")]
    public string? Queue { get; set; }

    [Column("resubmitted")]
    public string? Resubmitted { get; set; }

    [Column("label")]
    public string? Label { get; set; }

    [Column("buffer_bytes")]
    public long BufferBytes { get; set; }

    [Column("header")]
    public string? Header { get; set; }

    [Column("metadata")]
    public string? Metadata { get; set; }

    [Column("content")]
    public string? Content { get; set; }

    [Column("result_header")]
    public string? ResultHeader { get; set; }

    [Column("result_metadata")]
    public string? ResultMetadata { get; set; }

    [Column("result_content")]
    public string? ResultContent { get; set; }

    [Column("execute_input")]
    public string? ExecuteInput { get; set; }

    [Column("execute_result")]
    public string? ExecuteResult { get; set; }

    [Column("error")]
    public string? Error { get; set; }

    [Column("stdout")]
    public string? Stdout { get; set; }

    [Column("stderr")]
    public string? Stderr { get; set; }

    /// <summary>The columns that are written, and their properties.</summary>
    public static IReadOnlyList<(string Name, string Property)> Columns { get; } =
        [.. typeof(TaskEntity).GetProperties()
            .Where(property => property.Name != nameof(Columns))
            .Select(property => (property.GetCustomAttribute<ColumnAttribute>()!.Name!, property.Name))];

    /// <summary>The task of an array that is written to an empty file.</summary>
    public static TaskEntity Of(TaskRecord task, int at) => new()
    {
        Id = at + 1,
        MsgId = task.MsgId,
        Submitted = task.Submitted,
        Started = task.Started,
        Completed = task.Completed,
        Received = task.Received,
        ClientUuid = task.ClientUuid,
        EngineUuid = task.EngineUuid,
        Queue = task.Queue,
        Resubmitted = task.Resubmitted,
        Label = task.Label,
        BufferBytes = task.Buffers.TotalBytes + task.ResultBuffers.TotalBytes,
        Header = task.Header.ToString(),
        Metadata = task.Metadata.ToString(),
        Content = task.Content.ToString(),
        ResultHeader = task.ResultHeader.ToString(),
        Stdout = task.Stdout,
        Stderr = task.Stderr,
    };
}

/// <summary>The buffers of a row, in a table of their own.</summary>
[Table("task_buffer")]
internal sealed class BufferEntity
{
    [Key, DatabaseGenerated(DatabaseGeneratedOption.None), Column("task_id")]
    public long TaskId { get; set; }

    [Column("buffers")]
    public byte[]? Buffers { get; set; }

    [Column("result_buffers")]
    public byte[]? ResultBuffers { get; set; }

    public static BufferEntity Of(TaskRecord task, int at) => new()
    {
        TaskId = at + 1,
        Buffers = ChangeSql.Blob(task.Buffers),
        ResultBuffers = ChangeSql.Blob(task.ResultBuffers),
    };
}
