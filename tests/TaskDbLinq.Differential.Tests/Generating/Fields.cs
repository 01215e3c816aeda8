namespace TaskDbLinq.Differential.Tests.Generating;

/// <summary>The fields of a task that the generators use: each kind, and few of each.</summary>
public static class Fields
{
    public const string Id = "msg_id";

    public static string[] Texts { get; } = ["engine_uuid", "stdout", "label"];

    public static string[] Timestamps { get; } = ["submitted", "completed"];

    public static string[] Dicts { get; } = ["header", "content", "error"];

    public static string[] Buffers { get; } = ["buffers", "result_buffers"];
}
