using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Configs;
using Microsoft.Data.Sqlite;
using TaskDbLinq.Records;
using TaskDbLinq.Sqlite;

namespace TaskDbLinq.Benchmarks.EndToEnd;

/// <summary>Questions over 100,000 tasks with two buffers of 1 kB, beside the same by hand on prepared ADO.NET.</summary>
[MemoryDiagnoser]
[GroupBenchmarksBy(BenchmarkLogicalGroupRule.ByCategory)]
[CategoriesColumn]
public class SqliteReadBenchmarks
{
    private const int Tasks = 100_000;

    private static readonly string[] TwoKeys = ["msg_id", "started"];
    private static readonly Dictionary<string, object?> Pending = new() { ["completed"] = null };
    private static readonly Dictionary<string, object?> ByType = new() { ["header.msg_type"] = "execute_request" };

    private SqliteData _data = null!;
    private SqliteDb _db = null!;
    private SqliteConnection _connection = null!;
    private SqliteCommand _one = null!;
    private SqliteCommand _pending = null!;
    private SqliteCommand _type = null!;
    private int _next;

    [GlobalSetup]
    public async Task SetUp()
    {
        _data = new SqliteData();
        var file = _data.NewFile();
        _db = await _data.OpenAsync(file, Tasks, 1_000);
        _connection = SqliteData.Connect(file);
        _one = Prepare($"SELECT {string.Join(", ", TaskKeys.Default.Fields.Select(field => field.Key))} FROM task WHERE msg_id = @value", hasValue: true);
        _pending = Prepare("SELECT msg_id, started FROM task WHERE completed IS NULL", hasValue: false);
        _type = Prepare("SELECT count(*) FROM task WHERE json_extract(header, '$.msg_type') = @value", hasValue: true);
    }

    [GlobalCleanup]
    public async Task CleanUp()
    {
        await _db.DisposeAsync();
        _connection.Dispose();
        _data.Dispose();
    }

    [Benchmark(Baseline = true, Description = "one task by id, prepared ADO.NET")]
    [BenchmarkCategory("id")]
    public int OneByHand()
    {
        _one.Parameters[0].Value = SqliteData.Id(_next++ % Tasks);
        return ReadAll(_one).Count;
    }

    [Benchmark(Description = "one task by id, DbQuery")]
    [BenchmarkCategory("id")]
    public int One() => _db.DbQuery(new Dictionary<string, object?> { ["msg_id"] = SqliteData.Id(_next++ % Tasks) }).Count;

    [Benchmark(Baseline = true, Description = "10,000 pending, two keys, ADO.NET")]
    [BenchmarkCategory("pending")]
    public int PendingByHand() => ReadAll(_pending).Count;

    [Benchmark(Description = "10,000 pending, two keys, DbQuery")]
    [BenchmarkCategory("pending")]
    public int PendingRows() => _db.DbQuery(Pending, TwoKeys).Count;

    [Benchmark(Baseline = true, Description = "dict field over 100,000 tasks, json_extract")]
    [BenchmarkCategory("dict")]
    public long TypeByHand()
    {
        _type.Parameters[0].Value = "execute_request";
        return (long)_type.ExecuteScalar()!;
    }

    [Benchmark(Description = "dict field over 100,000 tasks, CountAsync")]
    [BenchmarkCategory("dict")]
    public Task<long> Type() => _db.CountAsync(Queries.MongoQuery.Parse(ByType));

    /// <summary><c>$in</c> has no native test: each row goes to our evaluator, as every dict field did before.</summary>
    [Benchmark(Description = "dict field over 100,000 tasks, by the evaluator")]
    [BenchmarkCategory("dict")]
    public Task<long> TypeByEvaluator() => _db.CountAsync(Queries.MongoQuery.Parse("""{"header.msg_type": {"$in": ["execute_request"]}}"""));

    private static List<Dictionary<string, object?>> ReadAll(SqliteCommand command)
    {
        var rows = new List<Dictionary<string, object?>>();
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            var row = new Dictionary<string, object?>(reader.FieldCount);
            for (var i = 0; i < reader.FieldCount; i++)
            {
                row[reader.GetName(i)] = reader.IsDBNull(i) ? null
                    : TaskFields.ByKey[reader.GetName(i)].Kind == TaskFieldKind.Timestamp ? reader.GetDateTime(i) : reader.GetString(i);
            }

            rows.Add(row);
        }

        return rows;
    }

    private SqliteCommand Prepare(string sql, bool hasValue)
    {
        var command = _connection.CreateCommand();
        command.CommandText = sql;
        if (hasValue)
        {
            command.Parameters.Add(new SqliteParameter("@value", SqliteType.Text));
        }

        command.Prepare();
        return command;
    }
}
