using TaskDbLinq.Benchmarks.Contenders;
using TaskDbLinq.Benchmarks.Data;
using TaskDbLinq.Benchmarks.Running;
using TaskDbLinq.Filters;
using TaskDbLinq.Records;
using TaskDbLinq.Sqlite;

namespace TaskDbLinq.Benchmarks.Calls;

/// <summary>Plans of shapes that were seen, looked up by 64 threads and by as many as there are cores; no store is asked.</summary>
internal sealed class ManyThreads : IRace
{
    public const int Many = 64;

    /// <summary>How many look-ups a round has: so many that to wake its threads is a small part of it.</summary>
    private static readonly Dictionary<string, int> Calls = new()
    {
        ["predicate"] = 320_000,
        ["SQL of a dictionary"] = 3_200_000,
        ["SQL of LINQ"] = 64_000,
    };

    public static string ManyName { get; } = $"{Many} threads";

    public const string FewName = "a thread for each core";

    public static IEnumerable<string> Works => Calls.Keys;

    public IEnumerable<Heat> Heats => Works.Select(work => new Heat(work, 0, () => OpenAsync(work)) { MoreRounds = 2 });

    private static async Task<IReadOnlyList<Lane>> OpenAsync(string work)
    {
        var folder = Directory.CreateTempSubdirectory("taskdb-benchmark");
        var db = await SqliteDb.OpenAsync(Path.Combine(folder.FullName, "tasks.db"));
        await db.WriteAsync(TaskBatch.Add(GeneratedTasks.Of(10)));
        var asked = new Asked(Question.Hundred, 1_000);
        var query = new TaskQuery { Filter = Filter.Parse(asked.Filter()) };
        Func<bool> lookUp = work switch
        {
            "predicate" => () => Filter.Parse(asked.Filter()).ToPredicate<TaskRecord>() is not null,
            "SQL of a dictionary" => () => db.ToSql(query).Length > 0,
            _ => () => db.IsPlanned(db.Tasks.Where(t => t.Submitted >= asked.From && t.Submitted < asked.Until).Select(t => t.MsgId)),
        };
        return
        [
            Of(ManyName, Many, Calls[work], lookUp),
            Of(FewName, Environment.ProcessorCount, Calls[work], lookUp) with
            {
                Close = async () =>
                {
                    await db.DisposeAsync();
                    folder.Delete(recursive: true);
                },
            },
        ];
    }

    /// <summary>The threads are there before the round, and have looked up once: what is measured is the look-ups.</summary>
    private static Lane Of(string name, int threads, int calls, Func<bool> lookUp)
    {
        List<Thread> running = [];
        var (ready, go, done) = (new CountdownEvent(threads), new ManualResetEventSlim(false, 0), new CountdownEvent(threads));
        return new(name, _ =>
        {
            go.Set();
            done.Wait();
            return Task.CompletedTask;
        })
        {
            Operations = calls,
            Before = () =>
            {
                ready.Reset();
                done.Reset();
                go.Reset();
                running = [.. Enumerable.Range(0, threads).Select(_ => new Thread(LookUp))];
                running.ForEach(thread => thread.Start());
                ready.Wait();
                return Task.CompletedTask;
            },
            After = () =>
            {
                running.ForEach(thread => thread.Join());
                return Task.CompletedTask;
            },
        };

        void LookUp()
        {
            Check();
            ready.Signal();
            go.Wait();
            for (var i = 0; i < calls / threads; i++)
            {
                Check();
            }

            done.Signal();
        }

        void Check()
        {
            if (!lookUp())
            {
                throw new InvalidOperationException("There is no plan.");
            }
        }
    }
}
