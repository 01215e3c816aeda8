using Dapper;
using Microsoft.Data.Sqlite;

namespace TaskDbLinq.Benchmarks.Contenders;

/// <summary>Dapper: two columns of one task.</summary>
internal sealed class DapperById(string file) : IAsyncDisposable
{
    private readonly SqliteConnection _connection = SqliteFiles.Connect(file);

    public int Started(string id) =>
        _connection.QueryFirstOrDefault<(string MsgId, DateTime? Started)>(
            "SELECT msg_id, started FROM task WHERE msg_id = @id", new { id }).MsgId.Length;

    public ValueTask DisposeAsync() => _connection.DisposeAsync();
}
