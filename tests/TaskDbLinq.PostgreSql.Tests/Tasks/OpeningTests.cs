using Npgsql;
using TaskDbLinq.Configuration;
using TaskDbLinq.Filters;
using TaskDbLinq.PostgreSql.Tests.Fixture;

namespace TaskDbLinq.PostgreSql.Tests.Tasks;

/// <summary>How a task database in PostgreSQL is opened, and what is said where it can't be.</summary>
public sealed class OpeningTests(PostgresServer server)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>In an empty database all that is missing is created once, whoever comes first.</summary>
    [Fact]
    public async Task Several_may_open_an_empty_database_at_once()
    {
        var connection = server.CreateDatabase();
        var databases = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => PostgresDb.OpenAsync(connection, cancellationToken: Cancel)));
        await Task.WhenAll(databases.Select((db, at) => db.AddAsync(new TaskRecord { MsgId = $"t{at}" }, Cancel)));
        foreach (var db in databases)
        {
            Assert.Equal(6, await db.CountAsync(Filter.Everything, Cancel));
            await db.DisposeAsync();
        }
    }

    [Fact]
    public async Task Nothing_is_created_for_who_only_reads()
    {
        var (connection, schema) = server.CreateSchema();
        var options = new PostgresDbOptions { Schema = schema, CreateLayout = false };
        var fault = await Assert.ThrowsAsync<TaskDbException>(() => PostgresDb.OpenAsync(connection, options, Cancel));
        Assert.EndsWith("holds no task database of this version, and none may be created.", fault.Message, StringComparison.Ordinal);
        Assert.Equal(0L, Ask(connection, $"SELECT count(*) FROM pg_namespace WHERE nspname = '{schema}'"));
        await using (await PostgresDb.OpenAsync(connection, options with { CreateLayout = true }, Cancel))
        {
            await using var reader = await PostgresDb.OpenAsync(connection, options, Cancel);
            Assert.Empty(await reader.GetHistoryAsync(Cancel));
        }
    }

    [Fact]
    public async Task A_newer_layout_is_refused_and_left_as_it_is()
    {
        var (connection, schema) = server.CreateSchema();
        await (await PostgresDb.OpenAsync(connection, new PostgresDbOptions { Schema = schema }, Cancel)).DisposeAsync();
        Ask(connection, $"UPDATE {schema}.task_layout SET version = 9 RETURNING version");
        var fault = await Assert.ThrowsAsync<TaskDbException>(
            () => PostgresDb.OpenAsync(connection, new PostgresDbOptions { Schema = schema }, Cancel));
        Assert.Matches(
            "^A newer version of TaskDbLinq wrote the PostgreSQL database .* [(]its layout is 9, this version knows 1[)]: update to "
            + "read it[.]$",
            fault.Message);
    }

    [Theory]
    [InlineData(
        "Host=127.0.0.1;Port=1;Database=tasks;Username=me",
        "The PostgreSQL database 'tasks' at 127.0.0.1:1 can't be reached: Connection refused.")]
    [InlineData(
        "postgresql://me:secret@127.0.0.1:1/tasks", "The PostgreSQL database 'tasks' at 127.0.0.1:1 can't be reached: Connection refused.")]
    [InlineData("Database=tasks", "This is no connection string of PostgreSQL: it names no Host.")]
    [InlineData("Host=h;Prot=1", "This is no connection string of PostgreSQL: Couldn't set prot.")]
    [InlineData(
        "tasks",
        "This is no connection string of PostgreSQL: Format of the initialization string does not conform to specification starting "
        + "at index 0.")]
    public async Task What_is_wrong_with_the_connection_is_said(string connection, string expected) =>
        Assert.Equal(
            expected,
            (await Assert.ThrowsAsync<TaskDbException>(() => PostgresDb.OpenAsync(connection, cancellationToken: Cancel))).Message);

    [Fact]
    public async Task A_database_that_is_not_there_is_named()
    {
        var (connection, _) = server.CreateSchema();
        var other = new NpgsqlConnectionStringBuilder(connection) { Database = "no_such" }.ConnectionString;
        var fault = await Assert.ThrowsAsync<TaskDbException>(() => PostgresDb.OpenAsync(other, cancellationToken: Cancel));
        Assert.StartsWith("The PostgreSQL database 'no_such' at ", fault.Message, StringComparison.Ordinal);
        Assert.EndsWith(" does not exist: create it.", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_database_of_another_encoding_is_refused()
    {
        var connection = server.CreateDatabase("LATIN1");
        var name = new NpgsqlConnectionStringBuilder(connection).Database;
        var fault = await Assert.ThrowsAsync<TaskDbException>(() => PostgresDb.OpenAsync(connection, cancellationToken: Cancel));
        Assert.StartsWith($"The PostgreSQL database '{name}' at ", fault.Message, StringComparison.Ordinal);
        Assert.EndsWith(
            " is encoded in LATIN1: a task database needs UTF8, in which strings have their order.",
            fault.Message,
            StringComparison.Ordinal);
        Assert.Equal(0L, Ask(connection, "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'"));
    }

    [Fact]
    public async Task The_configuration_names_database_schema_and_what_is_kept()
    {
        var (connection, schema) = server.CreateSchema();
        var options = SettingsReader.Read(
        [
            new("HubFactory", "db_class", "PostgresDB"), new("PostgresDB", "connection_string", connection),
            new("PostgresDB", "schema", schema), new("PostgresDB", "record_limit", "7"),
        ]);
        Assert.Equal(7, options.PostgresRetention?.RecordLimit);
        await using (var db = await TaskDb.OpenAsync(options, cancellationToken: Cancel))
        {
            await db.AddAsync(new TaskRecord { MsgId = "a" }, Cancel);
            Assert.NotNull(db.GetCapability<IPrunableTaskDb>());
        }

        Assert.Equal("a", Ask(connection, $"SELECT msg_id FROM {schema}.task_record"));
    }

    private static object? Ask(string connectionString, string sql)
    {
        using var connection = new NpgsqlConnection(connectionString);
        connection.Open();
        using var command = new NpgsqlCommand(sql, connection);
        return command.ExecuteScalar();
    }
}
