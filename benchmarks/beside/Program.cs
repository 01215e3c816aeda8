using System.Diagnostics;
using System.Globalization;
using TaskDbLinq;
#if OLD
using TaskDbLinq.Documents;
using TaskDbLinq.Sqlite;
#endif

// One of two builds that are asked the same: reads the name of a question per line, and answers with nanoseconds per call and how many
// records were found.
// It names only what both commits have.
const int Tasks = 20_000;
var turn = TimeSpan.FromMilliseconds(double.Parse(args[1], CultureInfo.InvariantCulture));
var start = new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);
var questions = new Dictionary<string, Func<int>>();
var calls = new Dictionary<string, int>();
var made = 0;

var unlimited = new DictDbOptions { RecordLimit = int.MaxValue, SizeLimit = long.MaxValue };
await using var memory = new DictDb(unlimited);
await using var sqlite = await SqliteDb.OpenAsync(Path.Combine(args[0], "tasks.db"));
await using var memoryAdds = new DictDb(unlimited);
await using var sqliteAdds = await SqliteDb.OpenAsync(Path.Combine(args[0], "adds.db"));
for (var at = 0; at < Tasks; at++)
{
    var task = NewTask(at);
    await memory.AddAsync(task);
}

foreach (var some in Enumerable.Range(0, Tasks).Chunk(500))
{
    await Task.WhenAll(some.Select(at => sqlite.AddAsync(NewTask(at))));
}

Ask("memory", memory, memoryAdds);
Ask("SQLite", sqlite, sqliteAdds);
Fill("add 200,000 tasks", int.MaxValue);
Fill("add 200,000 tasks, culled at 100,000", 100_000);
Console.WriteLine(string.Join('\t', questions.Keys));
while (Console.ReadLine() is { Length: > 0 } name)
{
    var run = questions[name];
    if (!calls.TryGetValue(name, out var times))
    {
        // The first call translates and compiles; then as many calls are a turn as it takes.
        run();
        for (times = 1; ; times *= 2)
        {
            if (Time(run, times) is var took && took > turn / 2)
            {
                calls.Add(name, times = Math.Max(1, (int)(times * (turn / took))));
                break;
            }
        }
    }

    var found = run();

    // The garbage of one question is not collected while the next one is measured.
    GC.Collect();
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Time(run, times).TotalNanoseconds / times:F0}\t{found}"));
}

void Ask(string store, ITaskDb db, ITaskDb adds)
{
    Filter("completed: null", () => new() { ["completed"] = null });
    Filter("a range of a timestamp", () => new()
    {
        ["started"] = new Dictionary<string, object?> { ["$gte"] = start.AddSeconds(100), ["$lt"] = start.AddSeconds(300) },
    });
    Filter("one id", () => new() { ["msg_id"] = "task-777" });
    Filter("$in of a dict field", () => new()
    {
        ["started"] = new Dictionary<string, object?> { ["$gte"] = start.AddSeconds(Tasks / 2) },
        ["header.n"] = new Dictionary<string, object?> { ["$in"] = new object?[] { 1, 2 } },
    });
    Filter("$or of two fields", () => new()
    {
        ["$or"] = new object?[]
        {
            new Dictionary<string, object?> { ["queue"] = "q3" },
            new Dictionary<string, object?> { ["engine_uuid"] = new Dictionary<string, object?> { ["$ne"] = null } },
        },
    });

    // A path that was never asked: the filter is read, lowered and compiled or translated.
    Filter("a new shape", () => new() { [$"header.x{made++}"] = 1 });
    Add("LINQ, a range", () => db.Tasks.Where(t => t.Started >= start.AddSeconds(100) && t.Started < start.AddSeconds(300))
        .Select(t => t.MsgId).ToList().Count);
    Add("LINQ, ordered page", () => db.Tasks.Where(t => t.Completed == null).OrderBy(t => t.Submitted).Skip(10).Take(20)
        .Select(t => t.MsgId).ToList().Count);
    Add("LINQ, count", () => db.Tasks.Count(t => t.Queue == "q3"));
    Add("get a task", () => db.GetAsync("task-4321").GetAwaiter().GetResult().MsgId.Length);
    Add("add 20 tasks", () =>
    {
        for (var at = 0; at < 20; at++)
        {
            adds.AddAsync(NewTask(Tasks + made++)).GetAwaiter().GetResult();
        }

        return 20;
    });

    void Filter(string name, Func<Dictionary<string, object?>> filter) =>
        Add(name, () => db.DbQuery(filter(), new[] { "msg_id", "started" }).Count);

    void Add(string name, Func<int> run) => questions.Add($"{store}: {name}", run);
}

void Fill(string name, int limit)
{
    var tasks = new Lazy<TaskRecord[]>(() => [.. Enumerable.Range(0, 200_000).Select(NewTask)]);
    questions.Add($"memory: {name}", () =>
    {
        var db = new DictDb(new DictDbOptions { RecordLimit = limit, SizeLimit = long.MaxValue });
        foreach (var task in tasks.Value)
        {
            db.AddAsync(task).GetAwaiter().GetResult();
        }

        return db.Tasks.Count();
    });
}

TaskRecord NewTask(int at) => new()
{
    MsgId = $"task-{at}",
    Header = Document.Parse($$"""{"n": {{at % 100}}, "username": "ann", "date": "2026-01-01T00:00:00Z"}"""),
    Content = Document.Parse("""{"args": [1, 2, 3]}"""),
    Queue = $"q{at % 10}",
    Submitted = start.AddSeconds(at),
    Started = start.AddSeconds(at + 1),
    Completed = at % 50 == 0 ? null : start.AddSeconds(at + 2),
};

static TimeSpan Time(Func<int> run, int times)
{
    var began = Stopwatch.GetTimestamp();
    for (var i = 0; i < times; i++)
    {
        run();
    }

    return Stopwatch.GetElapsedTime(began);
}
