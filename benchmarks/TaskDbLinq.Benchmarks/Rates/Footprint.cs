using TaskDbLinq.Benchmarks.Data;
using TaskDbLinq.Benchmarks.Running;

namespace TaskDbLinq.Benchmarks.Rates;

/// <summary>What 100,000 tasks without buffers take in memory: in a DictDb, and in a list and a dictionary.</summary>
internal static class Footprint
{
    private const int Count = 100_000;

    public static IEnumerable<Measurement> Measure()
    {
        yield return Of("list and dictionary", tasks =>
        {
            var list = new List<TaskRecord>(tasks);
            return (list, list.ToDictionary(task => task.MsgId));
        });
        yield return Of("DictDb", tasks =>
        {
            var db = new DictDb(new DictDbOptions { RecordLimit = int.MaxValue });
            foreach (var task in tasks)
            {
                db.AddAsync(task).GetAwaiter().GetResult();
            }

            return db;
        });
    }

    private static Measurement Of(string name, Func<IEnumerable<TaskRecord>, object> hold)
    {
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var held = hold(GeneratedTasks.Plain(Count));
        var after = GC.GetTotalMemory(forceFullCollection: true);
        GC.KeepAlive(held);
        return new Measurement(nameof(Footprint), "100,000 tasks", name, Count, null, after - before);
    }
}
