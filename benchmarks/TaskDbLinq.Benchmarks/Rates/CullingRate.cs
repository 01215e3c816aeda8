using TaskDbLinq.Benchmarks.Data;
using TaskDbLinq.Benchmarks.Running;

namespace TaskDbLinq.Benchmarks.Rates;

/// <summary>What it takes DictDb to add a task, of two million, without and with culling at one million.</summary>
internal sealed class CullingRate : IRace
{
    public const string Work = "two million added";
    public const string Plain = "add";
    public const string Culling = "add and cull at a million";

    private const int Count = 2_000_000;
    private const int Limit = 1_000_000;

    public IEnumerable<Heat> Heats => [new(Work, 0, LanesAsync) { CollectsGarbage = true }];

    private static Task<IReadOnlyList<Lane>> LanesAsync()
    {
        TaskRecord[] tasks = [.. GeneratedTasks.Plain(Count)];
        return Task.FromResult<IReadOnlyList<Lane>>(
        [
            Lane.Asking(Plain, () => Fill(tasks, int.MaxValue)) with { Operations = Count },
            Lane.Asking(Culling, () => Fill(tasks, Limit)) with { Operations = Count },
        ]);
    }

    private static int Fill(TaskRecord[] tasks, int limit)
    {
        var db = new DictDb(new DictDbOptions { RecordLimit = limit });
        foreach (var task in tasks)
        {
            if (!db.AddAsync(task).IsCompletedSuccessfully)
            {
                throw new InvalidOperationException($"{task.MsgId} was not added.");
            }
        }

        return db.Tasks.Count();
    }
}
