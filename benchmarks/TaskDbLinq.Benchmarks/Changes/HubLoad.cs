using TaskDbLinq.Benchmarks.Data;
using TaskDbLinq.Benchmarks.Running;
using TaskDbLinq.Records;
using TaskDbLinq.Sqlite;

namespace TaskDbLinq.Benchmarks.Changes;

/// <summary>
/// What a hub does for each task: a look for its id, which is not there, an add, an update when an engine takes it and one with its
/// result. Eight callers do it, each awaiting each call. <c>original/run.py</c> does the same with IPython's own SQLiteDB.
/// </summary>
internal sealed class HubLoad : IRace
{
    public const string Work = "hub load";
    public const int Tasks = 4_000;
    private const int Callers = 8;

    private static readonly TaskUpdate Taken = TaskUpdate.Empty.Set("engine_uuid", GeneratedTasks.Engine(3));

    public IEnumerable<Heat> Heats => [new(Work, Tasks, OpenAsync)];

    private static Task<IReadOnlyList<Lane>> OpenAsync() => Task.FromResult<IReadOnlyList<Lane>>(
        [Of("SqliteDb, full", SqliteDurability.Full), Of("SqliteDb, normal", SqliteDurability.Normal)]);

    private static Lane Of(string name, SqliteDurability durability)
    {
        TaskRecord[] tasks = [.. HubTasks.Of(Tasks)];
        DirectoryInfo folder = null!;
        SqliteDb db = null!;
        return new Lane(name, _ => RunAsync(db, tasks))
        {
            Operations = Tasks,
            Before = async () =>
            {
                folder = Directory.CreateTempSubdirectory("taskdb-benchmark");
                db = await SqliteDb.OpenAsync(Path.Combine(folder.FullName, "tasks.db"), new SqliteDbOptions { Durability = durability });
            },
            After = async () =>
            {
                if (db.Tasks.Count(t => t.Completed != null) is var completed and not Tasks)
                {
                    throw new InvalidOperationException($"{name}: {completed} tasks are completed, not {Tasks}.");
                }

                await db.DisposeAsync();
                folder.Delete(recursive: true);
            },
        };
    }

    private static Task RunAsync(SqliteDb db, TaskRecord[] tasks)
    {
        var next = -1;
        return Task.WhenAll(Enumerable.Range(0, Callers).Select(_ => Task.Run(async () =>
        {
            for (var n = Interlocked.Increment(ref next); n < tasks.Length; n = Interlocked.Increment(ref next))
            {
                await TaskAsync(db, tasks[n]);
            }
        })));
    }

    private static async Task TaskAsync(SqliteDb db, TaskRecord task)
    {
        if (await db.TryGetAsync(task.MsgId) is not null)
        {
            throw new InvalidOperationException($"{task.MsgId} is there already.");
        }

        await db.AddAsync(HubTasks.Submitted(task));
        await db.UpdateAsync(task.MsgId, Taken);
        await db.UpdateAsync(task.MsgId, HubTasks.Result(task));
    }
}
