using TaskDbLinq.Records;
using TaskDbLinq.Values;

namespace TaskDbLinq.Benchmarks.Data;

/// <summary>Tasks with the ids that IPython's clients give: <c>SESSION_PID_NUMBER</c>, of many sessions at the same time.</summary>
internal static class HubTasks
{
    private const int Sessions = 40;

    /// <summary>As <c>original/tasks.py</c> has it: a session is 32 digits and a dash, its numbers count up.</summary>
    public static string Id(int n) => $"{Session(n % Sessions)}_{4_000 + (n % Sessions)}_{n / Sessions}";

    public static IEnumerable<TaskRecord> Of(int count) => GeneratedTasks.Of(count).Select((task, n) => task with
    {
        MsgId = Id(n),
        Completed = task.Submitted!.Value.AddSeconds(2),
    });

    /// <summary>The task as its client submitted it.</summary>
    public static TaskRecord Submitted(TaskRecord task) => task with
    {
        EngineUuid = null,
        Started = null,
        Completed = null,
        ResultHeader = Document.None,
        ResultBuffers = BufferList.Empty,
    };

    /// <summary>What the hub writes when the result is there.</summary>
    public static TaskUpdate Result(TaskRecord task) => TaskUpdate.Empty
        .Set("started", task.Started)
        .Set("completed", task.Completed)
        .Set("result_header", task.ResultHeader)
        .Set("result_buffers", task.ResultBuffers);

    private static string Session(int number) =>
        $"{number * 2654435761L % 4294967296L:x8}-{number * 40503L % 4294967296L:x8}{number * 2246822519L % 4294967296L:x8}";
}
