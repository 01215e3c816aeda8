using Npgsql;
using NpgsqlTypes;
using TaskDbLinq.MongoProtocol.Wire;

namespace TaskDbLinq.MongoGateway.Engine;

/// <summary>
/// Runs one SQL call on a pooled connection. Calls are synchronous: each client has its own thread, and a
/// thread that waits for its answer wakes sooner than a continuation that has to be scheduled.
/// </summary>
internal sealed class EngineClient : IDisposable
{
    // Cursors in files instead of in the session, so that no connection is tied to a cursor. And batches as
    // large as MongoDB's, which is what hello promises.
    private static readonly string SessionSettings =
        "-c client_min_messages=warning -c documentdb.useFileBasedPersistedCursors=on"
        + $" -c documentdb.maxWriteBatchSize={Protocol.MaxWriteBatch}";

    private readonly NpgsqlDataSource _source;

    public EngineClient(string connectionString)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString)
        {
            // Statements are few and always the same: planned once per connection.
            MaxAutoPrepare = 64,
            AutoPrepareMinUsages = 2,
            // No call leaves anything behind in its session, so nothing needs resetting between calls.
            NoResetOnClose = true,
            MaxPoolSize = 150,
            CommandTimeout = 600,
            ReadBufferSize = 64 * 1024,
            WriteBufferSize = 64 * 1024,
            Enlist = false,
            Options = SessionSettings,
        };
        _source = NpgsqlDataSource.Create(settings);
    }

    /// <summary>Runs <paramref name="sql"/> and reads its one row. Null parameters become SQL nulls.</summary>
    public T Call<T>(
        string sql,
        string database,
        ReadOnlyMemory<byte> command,
        ReadOnlyMemory<byte>? extra,
        Func<NpgsqlDataReader, T> read)
    {
        using var connection = _source.OpenConnection();
        using var statement = new NpgsqlCommand(sql, connection);
        statement.Parameters.Add(new NpgsqlParameter<string> { TypedValue = database });
        statement.Parameters.Add(Bytes(command));
        if (sql.Contains("$3", StringComparison.Ordinal))
        {
            statement.Parameters.Add(extra is { } bytes
                ? Bytes(bytes)
                : new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Bytea, Value = DBNull.Value });
        }

        using var reader = statement.ExecuteReader();
        return reader.Read() ? read(reader) : throw new InvalidOperationException("the engine returned no row");
    }

    public void Dispose() => _source.Dispose();

    private static NpgsqlParameter<ReadOnlyMemory<byte>> Bytes(ReadOnlyMemory<byte> value) =>
        new() { NpgsqlDbType = NpgsqlDbType.Bytea, TypedValue = value };
}
