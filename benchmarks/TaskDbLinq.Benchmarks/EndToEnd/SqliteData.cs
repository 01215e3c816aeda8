using Microsoft.Data.Sqlite;
using TaskDbLinq.Documents;
using TaskDbLinq.Records;
using TaskDbLinq.Sqlite;

namespace TaskDbLinq.Benchmarks.EndToEnd;

/// <summary>Tasks as a controller has them, in files of a folder of their own.</summary>
internal sealed class SqliteData : IDisposable
{
    private static readonly DateTime Start = new(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("taskdb-benchmark");
    private int _files;

    public string NewFile() => Path.Combine(_folder.FullName, $"{_files++}.db");

    /// <summary>Every tenth task is pending.</summary>
    public static TaskRecord Task(int n, int bufferBytes) => new()
    {
        MsgId = Id(n),
        Header = Document.Parse($$"""{"msg_id": "{{Id(n)}}", "msg_type": "{{(n % 10 == 0 ? "execute_request" : "apply_request")}}", "username": "user", "session": "0123456789abcdef", "date": "2026-11-23T20:21:21.654050Z", "version": "5.4"}"""),
        Metadata = Document.Parse("""{"after": [], "follow": [], "timeout": 0.0, "targets": [], "retries": 0, "label": null}"""),
        Content = Document.Empty,
        Buffers = BufferList.Of(new byte[bufferBytes]),
        ResultBuffers = BufferList.Of(new byte[bufferBytes]),
        Submitted = Start.AddSeconds(n),
        Started = Start.AddSeconds(n + 1),
        Completed = n % 10 == 0 ? null : Start.AddSeconds(n + 2),
        ClientUuid = $"client{n % 7}",
        EngineUuid = $"engine{n % 16}",
        Queue = "task",
        Stdout = string.Empty,
        Stderr = string.Empty,
    };

    /// <summary>Ids in no order, as message ids are.</summary>
    public static string Id(int n) => $"{n * 2654435761L % 4294967296L:x8}-{n:x8}_{n}";

    public async Task<SqliteDb> OpenAsync(string file, int tasks, int bufferBytes)
    {
        var db = await SqliteDb.OpenAsync(file);
        foreach (var part in Enumerable.Range(0, tasks).Chunk(Math.Max(1, 4_000_000 / (bufferBytes + 400))))
        {
            await db.WriteAsync(TaskBatch.Add(part.Select(n => Task(n, bufferBytes))));
        }

        return db;
    }

    /// <summary>A plain connection, for the equals that are written by hand.</summary>
    public static SqliteConnection Connect(string file)
    {
        var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        connection.Open();
        Execute(connection, "PRAGMA synchronous = FULL; PRAGMA cache_size = -16000; PRAGMA busy_timeout = 30000; PRAGMA foreign_keys = ON");
        return connection;
    }

    public static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
