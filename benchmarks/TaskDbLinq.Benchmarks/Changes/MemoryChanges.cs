using TaskDbLinq.Benchmarks.Contenders;
using TaskDbLinq.Benchmarks.Data;

namespace TaskDbLinq.Benchmarks.Changes;

/// <summary>DictDb, beside a list and a dictionary.</summary>
internal sealed class MemoryChanges : ChangeRace<TaskRecord[]>
{
    private protected override int Most => 1_000_000;

    private protected override int MoreRoundsOfFew => 20;

    private protected override IReadOnlyList<Keeping<TaskRecord[]>> Keepings =>
    [
        new("list and dictionary", tasks => FilledAsync(new ListAndDictionary(), tasks)),
        new("DictDb", tasks => FilledAsync(Dict(tasks.Length), tasks)),
    ];

    private protected override Task<TaskRecord[]> PlaceAsync(Change change, string contender, TaskRecord[] tasks) =>
        Task.FromResult(change == Change.Ingest ? [] : tasks);

    /// <summary>Full with these tasks; one that starts empty takes any number.</summary>
    private static OurDict Dict(int tasks) =>
        new(
            new DictDb(new DictDbOptions { RecordLimit = tasks == 0 ? int.MaxValue : tasks, SizeLimit = long.MaxValue }),
            () => GeneratedTasks.Make(tasks));

    private static async Task<IKeeper> FilledAsync(IKeeper keeper, TaskRecord[] tasks)
    {
        await keeper.AddAsync(tasks);
        return keeper;
    }
}
