using Npgsql;

[assembly: AssemblyFixture(typeof(TaskDbLinq.PostgreSql.Tests.Fixture.PostgresServer))]

namespace TaskDbLinq.PostgreSql.Tests.Fixture;

/// <summary>
/// A PostgreSQL for all tests: the one that <c>TASKDB_TEST_POSTGRES</c> names by its connection string, or one that is started in a folder
/// of its own. Its databases are ordered by a language's rules, so that code-point order has to be asked for.
/// </summary>
public sealed class PostgresServer : IAsyncLifetime
{
    private const string Wanted = "TASKDB_TEST_POSTGRES";

    /// <summary>What is lost with the machine's power is lost.</summary>
    private const string Settings = "-c fsync=off -c full_page_writes=off -c synchronous_commit=off -c shared_buffers=16MB";

    private PostgresProcess? _process;
    private string? _connection;
    private int _databases;
    private int _schemas;
    private Lazy<string>? _shared;

    /// <summary>Why there is no server; null when there is one.</summary>
    public string? Missing { get; private set; }

    public async ValueTask InitializeAsync()
    {
        _connection = Environment.GetEnvironmentVariable(Wanted);
        if (string.IsNullOrEmpty(_connection) && PostgresProcess.Missing is { } reason)
        {
            Missing = $"{reason}, and {Wanted} names no server";
        }
        else if (string.IsNullOrEmpty(_connection))
        {
            _process = await PostgresProcess.StartAsync(Settings);
            _connection = _process.ConnectionString;
        }
    }

    /// <summary>
    /// Returns the connection string of a database that many tests share, and the name of a schema in it that is one test's own.
    /// </summary>
    public (string Connection, string Schema) CreateSchema() =>
        (
            LazyInitializer.EnsureInitialized(ref _shared, () => new Lazy<string>(() => CreateDatabase())).Value,
            $"s{Interlocked.Increment(ref _schemas)}");

    /// <summary>Creates an empty database, and returns its connection string; skips the test where there is no server.</summary>
    /// <param name="encoding">How its strings are encoded.</param>
    public string CreateDatabase(string encoding = "UTF8")
    {
        Assert.SkipWhen(Missing is not null, Missing ?? string.Empty);
        var name = $"t{Environment.ProcessId}_{Interlocked.Increment(ref _databases)}";
        using var connection = new NpgsqlConnection(_connection);
        connection.Open();
        using var create = new NpgsqlCommand(
            $"CREATE DATABASE {name} ENCODING '{encoding}' TEMPLATE template0 LOCALE_PROVIDER icu ICU_LOCALE 'en-US' LOCALE 'C'",
            connection);
        create.ExecuteNonQuery();
        return new NpgsqlConnectionStringBuilder(_connection)
        {
            Database = name,
            Pooling = true,
            IncludeErrorDetail = true,
        }.ConnectionString;
    }

    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        if (_process is not null)
        {
            await _process.DisposeAsync();
        }
    }
}
