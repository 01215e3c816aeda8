using System.Collections.Immutable;
using TaskDbLinq.Records;
using TaskDbLinq.Values;

namespace TaskDbLinq.Specification;

/// <summary>Ten tasks, one of each kind that a hub logs. Their times are whole seconds, which every backend keeps.</summary>
public static class Samples
{
    /// <summary>When the first task was submitted; each of the others follows a minute after the one before.</summary>
    public static DateTime Start { get; } = new(2026, 11, 23, 20, 0, 0, DateTimeKind.Utc);

    /// <summary>
    /// <c>t0</c> to <c>t9</c>. Done: t0 t1 t2 t3 t8. Running: t4. Waiting: t5 t9 (no engine), t6 (engine known).
    /// Failed by the scheduler: t7, completed without a start, its engine an empty string.
    /// </summary>
    public static ImmutableArray<TaskRecord> Tasks { get; } =
    [
        Done(0, "c1", "e1", "mux", "group_a") with { Stdout = "hello 0", ExecuteInput = "print('hello 0')" },
        Done(1, "c1", "e2", "mux", "group_a"),
        Done(2, "c1", "e1", "task", "group_a/subgroup_a") with { Stdout = null },
        Done(
            3,
            "c2",
            "e2",
            "task",
            "group_a/subgroup_b") with { Stderr = "warn é 日本", Error = Document.Of(("ename", "ValueError"), ("evalue", "bad")) },
        Submitted(4, "c2", "e1", "task", "group_b") with { Started = Start.AddMinutes(4).AddSeconds(10) },
        Submitted(5, "c2", null, "task", "group_b/subgroup_a"),
        Submitted(6, "c1", "e1", "mux", "group_b/subgroup_b"),
        Submitted(7, "c1", "", "task", "group_b/subgroup_c") with { Completed = Start.AddMinutes(7).AddSeconds(20) },
        Done(8, "c2", "e2", "mux", "label*task") with { Stdout = "hello 8", Resubmitted = "t9" },
        Submitted(9, "c2", null, "task", "label?task"),
    ];

    /// <summary>A task with a value in every field.</summary>
    public static TaskRecord Full { get; } = new()
    {
        MsgId = "c5887650-13e553a039843a8793b183f5_13351_108",
        Header = Document.Parse("""{"msg_id": "x", "msg_type": "apply_request", "date": "2026-11-23T20:19:56.159075Z", "version": "5.3"}"""),
        Metadata = Document.Parse("""{"after": ["y"], "follow": [], "timeout": 0.5, "retries": 2, "label": "Ünïcode/1"}"""),
        Content = Document.Empty,
        Buffers = BufferList.Of([1, 2, 3], [], [0, 255]),
        Submitted = Start.AddMilliseconds(159),
        ClientUuid = "c5887650-13e553a039843a8793b183f5",
        EngineUuid = "ffe8aa4f-d8aa04f5590353d93a61abcf",
        Started = Start.AddMilliseconds(171),
        Completed = Start.AddMilliseconds(246),
        Resubmitted = "z",
        Received = Start.AddMilliseconds(249),
        ResultHeader = Document.Parse("""{"msg_type": "apply_reply", "n": 5}"""),
        ResultMetadata = Document.Parse("""{"status": "ok", "is_broadcast": false, "label": null}"""),
        ResultContent = Document.Parse("""{"status": "ok", "nested": {"list": [1, 2.5, "three", null, {"four": 4}]}}"""),
        ResultBuffers = BufferList.Of([9, 8, 7, 6]),
        Queue = "mux",
        ExecuteInput = "a = 1\n",
        ExecuteResult = Document.Parse("""{"data": {"text/plain": "1"}, "metadata": {}, "execution_count": 3}"""),
        Error = Document.Parse("""{"ename": "E", "evalue": "v", "traceback": ["\u001b[0;31mE"]}"""),
        Stdout = "out é 日本 \U0001F600\n",
        Stderr = string.Empty,
        Label = "Ünïcode/1",
    };

    /// <summary>A request that nobody has answered yet.</summary>
    public static TaskRecord Submitted(int number, string client, string? engine, string queue, string? label = null) => new()
    {
        MsgId = $"t{number}",
        Header = Document.Of(("msg_id", $"t{number}"), ("msg_type", queue == "mux" ? "execute_request" : "apply_request"), ("n", number)),
        Metadata = Document.Empty,
        Content = Document.Of(("a", 5)),
        Buffers = BufferList.Of(new byte[100]),
        Submitted = Start.AddMinutes(number),
        ClientUuid = client,
        EngineUuid = engine,
        Queue = queue,
        Stdout = string.Empty,
        Stderr = string.Empty,
        Label = label,
    };

    /// <summary>A request that an engine started ten seconds after its submission, and completed in ten more.</summary>
    public static TaskRecord Done(int number, string client, string engine, string queue, string? label = null) =>
        Submitted(number, client, engine, queue, label) with
        {
            Started = Start.AddMinutes(number).AddSeconds(10),
            Completed = Start.AddMinutes(number).AddSeconds(20),
            Received = Start.AddMinutes(number).AddSeconds(21),
            ResultContent = Document.Of(("status", "ok")),
            ResultBuffers = BufferList.Of([1, 2, 3]),
        };
}
