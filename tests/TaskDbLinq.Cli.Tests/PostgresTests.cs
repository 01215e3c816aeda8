using TaskDbLinq.Cli.Tests.Running;
using TaskDbLinq.PostgreSql.Tests.Fixture;

namespace TaskDbLinq.Cli.Tests;

/// <summary>The command on a database in PostgreSQL.</summary>
public class PostgresTests(PostgresServer server) : CliTest
{
    [Fact]
    public async Task ADatabaseInPostgreSqlIsFilledAskedPrunedAndExported()
    {
        var connection = server.CreateDatabase();
        Assert.EndsWith(
            "holds no task database of this version, and none may be created.", await RunToFailure(1, "query", "--postgres", connection));
        var first = await Run("import", Sample71, "--postgres", connection);
        Assert.Equal((0, string.Empty), (first.ExitCode, first.Error));
        Assert.StartsWith("419 tasks: 419 imported, 0 there already; checksum of both sides ", first.Output);
        Assert.Equal("10\n", (await Run("query", "--postgres", connection, """{"completed": null}""", "--count")).Output);
        Assert.Contains("postgresql: SQL", (await Run("explain", "--postgres", connection, """{"completed": null}""")).Output);

        var pruned = await Run("prune", "--postgres", connection, "--record-limit", "100", "--yes");
        Assert.StartsWith("328 tasks with ", pruned.Output);
        var back = Path.Combine(Elsewhere, "back.db");
        Assert.StartsWith("91 tasks exported; ", (await Run("export", "--postgres", connection, "--ipython", back)).Output);

        var configured = await OwnText(
            "mine.json", $$$"""{"HubFactory": {"db_class": "PostgresDB"}, "PostgresDB": {"connection_string": "{{{connection}}}"}}""");
        Assert.Equal("91\n", (await Run("query", "--config", configured, "--count")).Output);
    }

    [Fact]
    public async Task WhatIsNoConnectionIsSaid()
    {
        Assert.StartsWith(
            "--postgres: expected a connection string such as Host=localhost;Database=tasks",
            await RunToFailure(2, "query", "--postgres", "x"));
        Assert.Equal(
            "The PostgreSQL database 'd' at 127.0.0.1:1 can't be reached: Connection refused.",
            await RunToFailure(1, "query", "--postgres", "Host=127.0.0.1;Port=1;Database=d;Username=me"));
        Assert.StartsWith("--postgres and --mongodb are different databases", await RunToFailure(2, "query", "--postgres", "--mongodb"));
    }
}
