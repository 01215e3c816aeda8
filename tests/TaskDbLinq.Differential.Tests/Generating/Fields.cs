namespace TaskDbLinq.Differential.Tests.Generating;

/// <summary>The fields of a task that the generators use: each kind, and few of each.</summary>
public static class Fields
{
    public const string Id = "msg_id";

    public static string[] Texts { get; } = ["client_uuid", "engine_uuid", "queue", "stdout", "label"];

    public static string[] Timestamps { get; } = ["submitted", "started", "completed"];

    public static string[] Dicts { get; } = ["header", "metadata", "content", "error"];

    public static string[] Buffers { get; } = ["buffers", "result_buffers"];
}
