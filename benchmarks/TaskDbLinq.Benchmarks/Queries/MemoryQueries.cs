using TaskDbLinq.Benchmarks.Contenders;
using TaskDbLinq.Benchmarks.Data;
using TaskDbLinq.Records;

namespace TaskDbLinq.Benchmarks.Queries;

/// <summary>DictDb, beside a loop by hand, LINQ to Objects and Dynamic LINQ over the same objects.</summary>
internal sealed class MemoryQueries() : QueryRace<MemoryStage>(MemoryStage.MakeAsync)
{
    /// <summary>A list of more rows grows to an array that the runtime keeps among its large objects.</summary>
    private const int SmallRows = 8_192;

    /// <summary>Over more tasks a collection takes longer than a turn.</summary>
    private const int Many = 100_000;

    private protected override bool CollectsGarbage(Question question, int tasks) =>
        tasks <= Many && new Asked(question, tasks).Rows() > SmallRows;

    private protected override IReadOnlyList<Entrant<MemoryStage>> Entrants =>
    [
        new("foreach", stage => new ForEach(stage.Tasks)),
        new("DictDb", stage => new OurDictionaries(stage.Db)),
        new("DictDb, LINQ", stage => new OurLinq(stage.Db) { TakesTasks = true }, Question.Array),
        new("LINQ to Objects", stage => new LinqToObjects(stage.Tasks), Question.Array),
        new("Dynamic LINQ", stage => new DynamicLinq(stage.Tasks), Question.DictField, Question.Array),
    ];
}

/// <summary>Tasks in an array and in a DictDb.</summary>
internal sealed class MemoryStage(TaskRecord[] tasks, DictDb db) : IAsyncDisposable
{
    internal TaskRecord[] Tasks => tasks;

    internal DictDb Db => db;

    public ValueTask DisposeAsync() => db.DisposeAsync();

    internal static async Task<MemoryStage> MakeAsync(int count)
    {
        var tasks = GeneratedTasks.Of(count).ToArray();
        var db = new DictDb(new DictDbOptions { RecordLimit = int.MaxValue, SizeLimit = long.MaxValue });
        await db.WriteAsync(TaskBatch.Add(tasks));
        return new MemoryStage(tasks, db);
    }
}
