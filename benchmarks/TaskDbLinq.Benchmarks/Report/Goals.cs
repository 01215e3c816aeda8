using TaskDbLinq.Benchmarks.Calls;
using TaskDbLinq.Benchmarks.Changes;
using TaskDbLinq.Benchmarks.Contenders;
using TaskDbLinq.Benchmarks.Data;
using TaskDbLinq.Benchmarks.Queries;
using TaskDbLinq.Benchmarks.Rates;
using TaskDbLinq.Benchmarks.Running;
using static TaskDbLinq.Benchmarks.Report.Goal;

namespace TaskDbLinq.Benchmarks.Report;

/// <summary>The goals of the project for speed and memory. Where it is not said otherwise, there are 100,000 tasks.</summary>
internal static class Goals
{
    private const int N = 100_000;
    private const string Memory = "MemoryQueries";
    private const int Few = 1_000;
    private const string MemoryChange = nameof(MemoryChanges);
    private const string MongoChange = nameof(MongoChanges);
    private const string Call = nameof(SqliteCalls);
    private const string Callers = nameof(SqliteCallers);
    private const string NewShape = nameof(NewShapesRace);
    private const string Sqlite = "SqliteQueries";
    private const string SqliteChange = "SqliteChanges";
    private const string Translation = "TranslationBenchmarks";
    private const string Culling = nameof(CullingRate);

    private static readonly string[] Questions = Enum.GetNames<Question>();
    private static readonly string[] Documented =
        [nameof(Question.Pending), nameof(Question.Recent), nameof(Question.Others), nameof(Question.Engines)];
    private static readonly string[] OfDict = [nameof(Question.DictField), nameof(Question.Array)];

    public static IReadOnlyList<(string Title, Goal[] Goals)> All { get; } =
    [
        ("The query language",
        [
            AtMost(
                "seen-shape",
                "A dictionary whose shape was seen becomes a delegate",
                3,
                "µs",
                m => Micros(m, Translation, Translation, "dictionary to delegate, shape seen")),
            AtMost(
                "new-shape",
                "A dictionary of a new shape becomes a delegate",
                150,
                "µs",
                m => Micros(m, Translation, Translation, "dictionary to delegate, new shape")),
        ]),
        ("DictDb",
        [
            AtMost(
                "dict-pending",
                "`{completed: null}`, two keys, beside a hand-written `foreach`",
                1.3,
                "times as long",
                m => m.Ratio(Memory, "Pending", "DictDb", "foreach", N)),
            AtMost(
                "dict-range",
                "A range of two fields, beside a hand-written `foreach`",
                1.3,
                "times as long",
                m => m.Ratio(Memory, "Range", "DictDb", "foreach", N)),
            AtLeast(
                "dict-index",
                "What an index serves (one id, a hundred tasks by time), beside the scan",
                20,
                "times as fast",
                m => m.Worst(Memory, ["Id", "Hundred"], "DictDb", "foreach", [N])?.Inverse()),
            AtMost("dict-id", "`DbQuery({msg_id: x})`", 2, "µs", m => Micros(m, Memory, "Id", "DictDb", N)),
            AtMost("dict-id-linq", "`Where(t => t.MsgId == x)`", 5, "µs", m => Micros(m, Memory, "Id", "DictDb, LINQ", N)),
            AtLeast(
                "dict-add",
                "Adding, from one thread",
                500_000,
                "tasks a second",
                m => 1e9 / m.Find(Culling, CullingRate.Work, CullingRate.Plain)?.Nanoseconds),
            AtLeast(
                "dict-cull",
                "Culling at a million, while two million are added, keeps of that rate",
                0.8,
                "of it",
                m => m.Ratio(Culling, CullingRate.Work, CullingRate.Plain, CullingRate.Culling, 0)),
            AtMost(
                "dict-memory",
                "Memory of 100,000 tasks without buffers, beside a list and a dictionary of them",
                1.3,
                "times as much",
                m =>
                    m.Find("Footprint", "100,000 tasks", "DictDb", N)?.Bytes / m.Find(
                        "Footprint", "100,000 tasks", "list and dictionary", N)?.Bytes),
            AtLeast(
                "dict-original-pending",
                "`{completed: null}`, beside the original's DictDB",
                100,
                "times as fast",
                m => m.Ratio(Memory, "Pending", "original DictDB", "DictDb", N)),
            AtLeast(
                "dict-original-id",
                "One id, beside the original's DictDB",
                100,
                "times as fast",
                m => m.Ratio(Memory, "Id", "original DictDB", "DictDb", N)),
        ]),
        ("DictDb, changes of 1,000",
        [
            AtLeast(
                "dict-small-ingest",
                "1,000 tasks added as a batch, beside a list and a dictionary",
                0.5,
                "times as fast",
                m => m.Ratio(MemoryChange, "Ingest", "list and dictionary", "DictDb", Few)),
            AtLeast(
                "dict-small-purge",
                "A fiftieth of 1,000 purged, likewise",
                0.5,
                "times as fast",
                m => m.Ratio(MemoryChange, "Purge", "list and dictionary", "DictDb", Few)),
        ]),
        ("SqliteDb, questions",
        [
            AtMost(
                "sqlite-id",
                "One task by id, beside prepared ADO.NET",
                2,
                "times as long",
                m => m.Ratio(Sqlite, "Id", "SqliteDb", "ADO.NET", N)),
            AtMost(
                "sqlite-pending",
                "`{completed: null}`, two keys, beside ADO.NET",
                1.3,
                "times as long",
                m => m.Ratio(Sqlite, "Pending", "SqliteDb", "ADO.NET", N)),
            AtMost(
                "sqlite-ef",
                "Any question as a dictionary, of any size, beside EF Core alone",
                1,
                "times as long",
                m => m.Worst(Sqlite, Questions, "SqliteDb", "EF Core", Sizes(m))),
            AtMost(
                "sqlite-linq-id",
                "LINQ by id, two fields, `FirstOrDefault`, beside prepared ADO.NET",
                2,
                "times as long",
                m => m.Ratio(Call, SqliteCalls.ById, "SqliteDb", "ADO.NET", N)),
            AtMost(
                "sqlite-linq-id-dapper",
                "The same, beside Dapper",
                1,
                "times as long",
                m => m.Ratio(Call, SqliteCalls.ById, "SqliteDb", "Dapper", N)),
            AtMost(
                "sqlite-linq-id-ef",
                "The same, beside EF Core alone",
                0.15,
                "times as long",
                m => m.Ratio(Call, SqliteCalls.ById, "SqliteDb", "EF Core", N)),
            AtMost("sqlite-linq-bytes", "The same allocates, beyond the query itself and the row", 2, "kB", LinqBytes),
            AtMost(
                "sqlite-linq",
                "Any documented question as LINQ, beside the dictionary",
                1.1,
                "times as long",
                m => m.Worst(Sqlite, Documented, "SqliteDb, LINQ", "SqliteDb", [N])),
            AtMost(
                "sqlite-ef-linq",
                "Any question as LINQ on fields, of any size, beside EF Core alone",
                1,
                "times as long",
                m => m.Worst(Sqlite, Questions.Except(OfDict), "SqliteDb, LINQ", "EF Core", Sizes(m))),
            AtMost(
                "sqlite-ef-linq-dict",
                "LINQ on a dict field, of any size, beside EF Core's `json_extract`",
                1,
                "times as long",
                m => m.Worst(Sqlite, OfDict, "SqliteDb, LINQ", "EF Core", Sizes(m))),
            AtLeast(
                "sqlite-path-index",
                "One task by a path in a dict field that has an index, over the most tasks of the run, beside the scan",
                50,
                "times as fast",
                m => m.Ratio(Call, SqliteCalls.Path, SqliteCalls.ByScan, SqliteCalls.ByIndex, Most(m, Call))),
            AtMost(
                "sqlite-calls",
                "The slowest of `GetAsync`, `TryGetAsync`, `CountAsync`, `GetHistoryAsync` and `GetResultAsync`, beside prepared ADO.NET",
                2,
                "times as long",
                m => m.Worst(Call, SqliteCalls.OneAnswer, "SqliteDb", "ADO.NET", [N])),
            AtMost(
                "sqlite-stats",
                "`StatsAsync` over the most tasks of the run, beside one grouping query by hand",
                1.5,
                "times as long",
                m => m.Ratio(Call, SqliteCalls.Stats, "SqliteDb", "ADO.NET", Most(m, Call))),
            AtMost(
                "sqlite-new-shape",
                "The first run of a dictionary of a new shape, beside EF Core alone",
                1,
                "times as long",
                m => m.Ratio(NewShape, NewShapesRace.Work, "SqliteDb", "EF Core", 0)),
            AtMost(
                "sqlite-new-shape-linq",
                "The first run of LINQ of a new shape, likewise",
                1,
                "times as long",
                m => m.Ratio(NewShape, NewShapesRace.Work, "SqliteDb, LINQ", "EF Core", 0)),
            AtMost(
                "threads",
                "Plans looked up by 64 threads, beside a thread for each core",
                1.25,
                "times as long",
                m => m.Worst("ManyThreads", ManyThreads.Works, ManyThreads.ManyName, ManyThreads.FewName, [0])),
            AtLeast(
                "sqlite-original-pending",
                "`{completed: null}`, beside the original's SQLiteDB",
                10,
                "times as fast",
                m => m.Ratio(Sqlite, "Pending", "original SQLiteDB", "SqliteDb", N)),
            AtMost(
                "sqlite-large-buffers",
                "Metadata, as rows or counted, of tasks with buffers of 1 MB, beside empty ones",
                1.1,
                "times as long",
                m => m.Worst("LargeBuffers", ["Rows", "Count"], "1 MB", "empty", [0])),
            AtMost(
                "sqlite-stream-memory",
                "Peak of memory while 1,000,000 rows go out",
                150,
                "MB",
                m => m.Find("Peak", "1,000,000 rows out", "SqliteDb")?.Bytes / 1e6),
        ]),
        ("SqliteDb, changes",
        [
            AtLeast(
                "sqlite-ingest",
                "Ingest in one batch, beside prepared inserts by hand in one transaction",
                0.9,
                "times as fast",
                m => m.Ratio(SqliteChange, "Ingest", "ADO.NET", "SqliteDb", N)),
            AtLeast(
                "sqlite-original-ingest",
                "Ingest, beside the original's SQLiteDB",
                1.5,
                "times as fast",
                m => m.Ratio(SqliteChange, "Ingest", "original SQLiteDB", "SqliteDb", N)),
            .. Changes("sqlite-change", SqliteChange, "SqliteDb", 0.95, ["ADO.NET", "linq2db"], [Few, N]),
            .. from size in (int[])[Few, N]
               select Told(
                   $"sqlite-cull-equal-{size}",
                   $"Cull of {Text.Count(size)}, beside ADO.NET that tells the size of what goes and gives its space back, as ours does",
                   "times as fast",
                   m => m.Ratio(SqliteChange, "Cull", SqliteChanges.Shrinking, "SqliteDb", size)),
            AtLeast(
                "sqlite-callers",
                "50 callers, each add durable, ids as IPython's clients give, beside a loop by hand that commits groups of 50",
                0.9,
                "times as fast",
                m => m.Ratio(Callers, SqliteCallers.Work, SqliteCallers.ByHand, SqliteCallers.Callers, Most(m, Callers))),
            Told(
                "sqlite-callers-batch",
                "The same, beside one batch",
                "times as fast",
                m => m.Ratio(Callers, SqliteCallers.Work, SqliteCallers.Batch, SqliteCallers.Callers, Most(m, Callers))),
            AtLeast(
                "hub-full",
                "A hub's load, 8 callers, each change on the disk, beside the original's SQLiteDB",
                1,
                "times as fast",
                m => m.Ratio("HubLoad", HubLoad.Work, "original SQLiteDB", "SqliteDb, full", HubLoad.Tasks)),
            AtLeast(
                "hub-normal",
                "The same with `Durability.Normal`",
                2,
                "times as fast",
                m => m.Ratio("HubLoad", HubLoad.Work, "original SQLiteDB", "SqliteDb, normal", HubLoad.Tasks)),
            AtMost(
                "sqlite-ingest-memory",
                "Peak of memory while 2 GB of buffers come in",
                250,
                "MB",
                m => m.Find("Peak", "ingest of 2 GB", "SqliteDb")?.Bytes / 1e6),
        ]),
        ("MongoDb",
        [
            AtMost(
                "mongo-queries",
                "The slowest of the documented queries, beside the driver with a filter by hand",
                1.05,
                "times as long",
                m => m.Worst("MongoQueries", Documented, "MongoDb", "driver", [Most(m, "MongoQueries")])),
            AtMost(
                "mongo-linq",
                "The slowest of them as LINQ, likewise",
                1.05,
                "times as long",
                m => m.Worst("MongoQueries", Documented, "MongoDb, LINQ", "driver", [Most(m, "MongoQueries")])),
            AtLeast(
                "mongo-ingest",
                "Bulk add of 10,000 tasks, beside the driver's `InsertMany`",
                0.9,
                "times as fast",
                m => m.Ratio(MongoChange, "Ingest", "driver", "MongoDb", 10_000)),
            .. Changes("mongo-change", MongoChange, "MongoDb", 0.9, ["driver"], [Few, 10_000]),
            .. from change in (string[])["Cull", "Purge"]
               from size in (int[])[Few, 10_000]
               select Told(
                   $"mongo-drop-equal-{change}-{size}".ToLowerInvariant(),
                   $"{change} of {Text.Count(size)}, beside the driver where it minds files of large buffers, as ours does",
                   "times as fast",
                   m => m.Ratio(MongoChange, change, MongoChanges.MindingFiles, "MongoDb", size)),
        ]),
        ("PostgresDb",
        [
            AtMost(
                "postgres-queries",
                "The slowest of the documented queries, beside Npgsql with SQL by hand",
                1.1,
                "times as long",
                m => m.Worst(nameof(PostgresQueries), Documented, "PostgresDb", "Npgsql", [Most(m, nameof(PostgresQueries))])),
            AtLeast(
                "postgres-ingest",
                "10,000 tasks added at once, beside `COPY` by hand",
                0.9,
                "times as fast",
                m => m.Ratio(nameof(PostgresIngest), PostgresIngest.Work, "Npgsql, COPY", "PostgresDb", PostgresIngest.Tasks)),
        ]),
        ("Filters on a model of one's own",
        [
            .. Filters(AnyTypeRace.Sqlite),
            .. Filters(AnyTypeRace.Postgres),
            Told(
                "any-type-postgresql-prepared",
                "The slowest of them beside LINQ by hand, where Npgsql prepares statements by itself (`Max Auto Prepare`)",
                "times as long",
                m => Slowest(m, AnyTypeRace.Prepared, AnyTypeRace.ByHand)),
        ]),
        ("MongoDB's wire protocol",
        [
            AtMost(
                "wire-id",
                "One task by id over the wire, beside the call in this process and the loopback",
                1.5,
                "times as long",
                m => Wire(m, "Id")),
            AtMost("wire-rows", "10,000 tasks over the wire, likewise", 1.5, "times as long", m => Wire(m, "Rows")),
        ]),
        ("The command",
        [
            AtMost(
                "start",
                "`taskdb query`, an indexed query over 100,000 tasks, wall time",
                0.4,
                "s",
                m => m.Find("Startup", "indexed query", "taskdb")?.Nanoseconds / 1e9),
            AtMost("start-more", "Published, the same more than an empty .NET program", 0.12, "s", m => AboveEmpty(m, "taskdb")),
            AtMost("start-tool", "As the installed tool, likewise", 0.25, "s", m => AboveEmpty(m, "installed tool")),
        ]),
    ];

    /// <summary>Whether a goal is met or missed by so little that it might be the other way round; of some measurements only.</summary>
    public static bool AreClose(Measured measured) => All.Any(part => part.Goals.Any(goal => goal.IsClose(measured)));

    /// <summary>A goal for filters through a store, and what is told beside it.</summary>
    private static IEnumerable<Goal> Filters(string store) =>
    [
        AtMost(
            $"any-type-{store}".ToLowerInvariant(),
            $"The slowest of some filters through EF Core on {store}, beside LINQ by hand",
            1.05,
            "times as long",
            m => Slowest(m, store, AnyTypeRace.ByHand)),
        Told(
            $"any-type-{store}-variables".ToLowerInvariant(),
            "The slowest of them beside LINQ by hand whose values are variables, and so parameters as a filter's are",
            "times as long",
            m => Slowest(m, store, AnyTypeRace.Variables)),
    ];

    /// <summary>A goal for each change of some, beside the fastest of some rivals.</summary>
    private static IEnumerable<Goal> Changes(string name, string table, string ours, double least, string[] rivals, int[] sizes) =>
        from change in (string[])["Update", "Cull", "Purge"]
        from size in sizes
        select AtLeast(
            $"{name}-{change}-{size}".ToLowerInvariant(),
            $"{change} of {Text.Count(size)}, beside {Names(rivals)}",
            least,
            "times as fast",
            m => rivals.Select(rival => m.Ratio(table, change, rival, ours, size)).MinBy(ratio => ratio?.Value));

    private static string Names(string[] rivals) => rivals is [var one] ? one : $"the faster of {string.Join(" and ", rivals)}";

    private static Figure? LinqBytes(Measured m) =>
        (Bytes(m, "SqliteDb") - Bytes(m, SqliteCalls.Query) - Bytes(m, "ADO.NET")) / 1e3;

    private static double? Bytes(Measured measured, string contender) => measured.Find(Call, SqliteCalls.ById, contender, N)?.Bytes;

    private static double? AboveEmpty(Measured measured, string contender) =>
        (measured.Find("Startup", "indexed query", contender)?.Nanoseconds - measured.Find(
            "Startup", "indexed query", "empty program")?.Nanoseconds) / 1e9;

    /// <summary>The most tasks that a group was measured with; zero for a group that was not.</summary>
    private static int Most(Measured measured, string group) =>
        measured.All.Where(m => m.Group == group).Select(m => m.Tasks).DefaultIfEmpty().Max();

    private static Figure? Wire(Measured measured, string work) =>
        measured.RatioToSum(nameof(WireRate), work, WireRate.ByWire, [WireRate.InProcess, WireRate.Loopback]);

    private static Figure? Micros(Measured measured, string group, string work, string contender, int tasks = 0) =>
        measured.Find(group, work, contender, tasks) is not { } found ? null
        : found.Rounds is { Length: > 0 } rounds ? Figure.Of(rounds) * 1e-3
        : found.Nanoseconds / 1e3;

    private static IEnumerable<int> Sizes(Measured measured) => measured.All.Select(m => m.Tasks).Distinct();

    private static Figure? Slowest(Measured measured, string store, string other) => measured.Worst(
        nameof(AnyTypeRace), AnyTypeRace.Works(store), AnyTypeRace.Filters, other, [ReadingsContext.Count]);
}
