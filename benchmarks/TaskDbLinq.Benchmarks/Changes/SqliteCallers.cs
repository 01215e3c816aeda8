using TaskDbLinq.Benchmarks.Contenders;
using TaskDbLinq.Benchmarks.Data;
using TaskDbLinq.Benchmarks.Running;
using TaskDbLinq.Sqlite;

namespace TaskDbLinq.Benchmarks.Changes;

/// <summary>
/// 50 callers add tasks with the ids of IPython's clients, each awaiting that its task is durable; beside a loop by hand that commits
/// groups of 50, and beside one batch.
/// </summary>
internal sealed class SqliteCallers : IRace
{
    public const string Work = "durable adds";
    public const string ByHand = "groups of 50 by hand";
    public const string Batch = "one batch";
    public const string Callers = "SqliteDb, 50 callers";
    private const int Group = 50;
    private const int Most = 100_000;

    public IEnumerable<Heat> Heats =>
        from size in Sizes.All.Select(size => Math.Min(size, Most)).Distinct()
        select new Heat(Work, size, () => OpenAsync(size)) { WarmsUp = size == Sizes.All.Min() };

    private static Task<IReadOnlyList<Lane>> OpenAsync(int count)
    {
        TaskRecord[] tasks = [.. HubTasks.Of(count)];
        return Task.FromResult<IReadOnlyList<Lane>>(
        [
            Of(Callers, async file => new OurSqliteCallers(await SqliteDb.OpenAsync(file)), tasks),
            Of(ByHand, static file => Task.FromResult<IKeeper>(new AdoNetKeeper(file) { Group = Group }), tasks),
            Of(Batch, async file => new OurSqlite(await SqliteDb.OpenAsync(file)), tasks),
        ]);
    }

    private static Lane Of(string name, Func<string, Task<IKeeper>> open, TaskRecord[] tasks)
    {
        DirectoryInfo folder = null!;
        IKeeper keeper = null!;
        return new Lane(name, _ => keeper.AddAsync(tasks))
        {
            Before = async () =>
            {
                folder = Directory.CreateTempSubdirectory("taskdb-benchmark");
                var file = Path.Combine(folder.FullName, "tasks.db");
                await SqliteFiles.WriteAsync(file, []);
                keeper = await open(file);
            },
            After = async () =>
            {
                if (await keeper.CountAsync() is var count && count != tasks.Length)
                {
                    throw new InvalidOperationException($"{name}: {count} tasks, not {tasks.Length}.");
                }

                await keeper.DisposeAsync();
                folder.Delete(recursive: true);
            },
        };
    }
}
