using Npgsql;
using TaskDbLinq.PostgreSql.Tests.Fixture;

namespace TaskDbLinq.Benchmarks.Contenders;

/// <summary>
/// The PostgreSQL of <c>TASKDB_TEST_POSTGRES</c>, or one that is started for a race, set as it comes: what is committed is on the disk.
/// </summary>
internal sealed class PostgresServer : IAsyncDisposable
{
    private readonly PostgresProcess? _process;
    private readonly string _server;
    private readonly string _name = $"taskdb_benchmarks_{Guid.NewGuid():N}";

    private PostgresServer(PostgresProcess? process, string server) => (_process, _server) = (process, server);

    /// <summary>The connection string of a database of the race's own, with statements that Npgsql prepares by itself.</summary>
    public string ConnectionString => new NpgsqlConnectionStringBuilder(_server) { Database = _name, MaxAutoPrepare = 64 }.ConnectionString;

    /// <summary>The same with all settings as they come, so that no statement is prepared.</summary>
    public string PlainConnectionString => new NpgsqlConnectionStringBuilder(_server) { Database = _name }.ConnectionString;

    public static async Task<PostgresServer> StartAsync()
    {
        var named = Environment.GetEnvironmentVariable("TASKDB_TEST_POSTGRES");
        var process = string.IsNullOrEmpty(named) ? await PostgresProcess.StartAsync(string.Empty) : null;
        var server = new PostgresServer(process, process?.ConnectionString ?? named!);
        await server.ExecuteAsync(
            $"CREATE DATABASE {server._name} ENCODING 'UTF8' TEMPLATE template0 LOCALE_PROVIDER icu ICU_LOCALE 'en-US' LOCALE 'C'");
        return server;
    }

    /// <summary>The version that the server tells.</summary>
    public async Task<string> DescribeAsync()
    {
        await using var connection = new NpgsqlConnection(_server);
        await connection.OpenAsync();
        return connection.PostgreSqlVersion.ToString();
    }

    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        await ExecuteAsync($"DROP DATABASE {_name} WITH (FORCE)");
        NpgsqlConnection.ClearAllPools();
        if (_process is not null)
        {
            await _process.DisposeAsync();
        }
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(_server);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
