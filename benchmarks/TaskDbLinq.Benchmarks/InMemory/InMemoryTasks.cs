using TaskDbLinq.Records;

namespace TaskDbLinq.Benchmarks.InMemory;

/// <summary>The tasks of the in-memory benchmarks: ids as IPython makes them, one in ten pending, seven clients, fifty engines.</summary>
internal static class InMemoryTasks
{
    public const int Count = 100_000;

    public static DateTime Start { get; } = new(2026, 11, 23, 20, 0, 0, DateTimeKind.Utc);

    public static TaskKeys Keys { get; } = TaskKeys.Of("msg_id", "started");

    public static TaskRecord Make(int number)
    {
        var pending = number % 10 == 0;
        return new TaskRecord
        {
            MsgId = $"c5887650-13e553a039843a8793b183f5_13351_{number}",
            Submitted = Start.AddSeconds(number),
            ClientUuid = $"client{number % 7}",
            EngineUuid = $"engine{number % 50}",
            Queue = number % 2 == 0 ? "mux" : "task",
            Started = pending ? null : Start.AddSeconds(number + 1),
            Completed = pending ? null : Start.AddSeconds(number + 2),
            Stdout = string.Empty,
            Stderr = string.Empty,
        };
    }

    public static TaskRecord[] Make() => [.. Enumerable.Range(0, Count).Select(Make)];

    /// <summary>A database of the given tasks.</summary>
    public static DictDb Database(TaskRecord[] tasks, int limit = int.MaxValue)
    {
        var db = new DictDb(new DictDbOptions { RecordLimit = limit });
        foreach (var task in tasks)
        {
            if (!db.AddAsync(task).IsCompletedSuccessfully)
            {
                throw new InvalidOperationException($"{task.MsgId} was not added.");
            }
        }

        return db;
    }
}
