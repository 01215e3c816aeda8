using Microsoft.EntityFrameworkCore;
using TaskDbLinq.Benchmarks.Contenders;
using TaskDbLinq.Benchmarks.Data;
using TaskDbLinq.Benchmarks.Queries;
using TaskDbLinq.Benchmarks.Running;
using TaskDbLinq.Filters;

namespace TaskDbLinq.Benchmarks.Calls;

/// <summary>The calls that applications make most, and figures of all tasks, beside prepared ADO.NET that reads the same columns.</summary>
internal sealed class SqliteCalls : IRace, IAsyncDisposable
{
    /// <summary>LINQ by id, which has more rivals than the others.</summary>
    public const string ById = "LINQ, two fields by id";

    /// <summary>The query without a store: what each store of LINQ pays.</summary>
    public const string Query = "the query alone";

    public const string Stats = "StatsAsync";

    /// <summary>One task by a path in a dict field, which nothing but an index of the path finds without reading all tasks.</summary>
    public const string Path = "a dict field's path";
    public const string ByIndex = "SqliteDb, by an index";
    public const string ByScan = "SqliteDb, by a scan";

    private readonly Held<SqliteStage> _stage = new(SqliteStage.MakeAsync);

    private sealed record Call(string Work, Func<SqliteStage, AdoNetCalls, Asked, IEnumerable<Lane>> Lanes);

    /// <summary>The works that read one task or count some.</summary>
    public static IReadOnlyList<string> OneAnswer { get; } =
        ["GetAsync", "TryGetAsync, hit", "TryGetAsync, miss", "CountAsync", "GetHistoryAsync", "GetResultAsync"];

    private static readonly Call[] Calls =
    [
        new(ById, static (stage, ado, asked) => ByLinq(stage, ado, asked)),
        new("GetAsync", static (stage, ado, asked) => Pair(() => stage.Db.GetAsync(asked.MsgId), ado.Task(asked.MsgId))),
        new("TryGetAsync, hit", static (stage, ado, asked) => Pair(() => stage.Db.TryGetAsync(asked.MsgId), ado.Task(asked.MsgId))),
        new("TryGetAsync, miss", static (stage, ado, _) => Pair(() => stage.Db.TryGetAsync("none"), ado.Task("none"))),
        new("CountAsync", static (stage, ado, asked) => Pair(() => stage.Db.CountAsync(Filter.Parse(asked.Filter())), ado.Count())),
        new("GetHistoryAsync", static (stage, ado, _) => Pair(() => stage.Db.GetHistoryAsync(), ado.History())),
        new("GetResultAsync", static (stage, ado, asked) => Pair(() => stage.Db.GetResultAsync(asked.MsgId), ado.Result(asked.MsgId))),
        new(Stats, static (stage, ado, _) => Pair(() => stage.Db.StatsAsync(), ado.Groups())),
        new(Path, static (stage, _, asked) => ByPath(stage, asked.MsgId)),
    ];

    public IEnumerable<Heat> Heats =>
        from tasks in Sizes.All from call in Calls select new Heat(call.Work, tasks, () => LanesAsync(call, tasks));

    public ValueTask DisposeAsync() => _stage.DisposeAsync();

    private async Task<IReadOnlyList<Lane>> LanesAsync(Call call, int tasks)
    {
        var stage = await _stage.OfAsync(tasks);
        var ado = new AdoNetCalls(stage.File);
        var lanes = call.Lanes(stage, ado, new Asked(Question.Pending, tasks)).ToList();
        lanes[^1] = lanes[^1] with { Close = ado.DisposeAsync };
        return lanes;
    }

    private static IEnumerable<Lane> Pair(Func<Task> ours, Func<int> byHand) =>
        [Lane.Awaiting("SqliteDb", ours), Lane.Asking("ADO.NET", byHand)];

    /// <summary>The same file twice: what was opened before the index was made does not know of it.</summary>
    private static IEnumerable<Lane> ByPath(SqliteStage stage, string id)
    {
        var query = new TaskQuery { Filter = Filter.Parse(new Dictionary<string, object?> { ["header.msg_id"] = id }) };
        var indexed = SqliteDb.OpenAsync(stage.File, new SqliteDbOptions { IndexedPaths = ["header.msg_id"] }).GetAwaiter().GetResult();
        yield return Lane.Asking(ByIndex, () => indexed.Query(query).Count()) with { Close = indexed.DisposeAsync };
        yield return Lane.Asking(ByScan, () => stage.Db.Query(query).Count());
    }

    private static IEnumerable<Lane> ByLinq(SqliteStage stage, AdoNetCalls ado, Asked asked)
    {
        var (id, contexts, dapper) = (asked.MsgId, EfContext.Pool(stage.File), new DapperById(stage.File));
        yield return Lane.Asking(
            "SqliteDb", () => One(stage.Db.Tasks.Where(t => t.MsgId == id).Select(t => new { t.MsgId, t.Started }).FirstOrDefault()));
        yield return Lane.Asking(
            Query,
            () => new NoStore<TaskRecord>().Where(t => t.MsgId == id).Select(t => new { t.MsgId, t.Started }).FirstOrDefault() is null
                ? 0
                : 1);
        yield return Lane.Asking("ADO.NET", ado.Started(id));
        yield return Lane.Asking("Dapper", () => dapper.Started(id)) with { Close = dapper.DisposeAsync };
        yield return Lane.Asking("EF Core", () =>
        {
            using var db = contexts.CreateDbContext();
            return One(db.Tasks.AsNoTracking().Where(t => t.MsgId == id).Select(t => new { t.MsgId, t.Started }).FirstOrDefault());
        });
    }

    private static int One(object? answer) => answer is null ? throw new InvalidOperationException("The task was not found.") : 1;
}
