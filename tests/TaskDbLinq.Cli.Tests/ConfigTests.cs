using System.Text.RegularExpressions;
using TaskDbLinq.Cli.Tests.Running;

namespace TaskDbLinq.Cli.Tests;

/// <summary>Which settings hold, and who made them.</summary>
public class ConfigTests : CliTest
{
    [Fact]
    public async Task EachSettingIsShownWithItsSource()
    {
        Assert.Equal(
            """
            HubFactory.db_class           SQLiteDB                       default
            SQLiteDB.filename             tasks.db                       default
            SQLiteDB.location             -                              default
            SQLiteDB.table                -                              default
            SQLiteDB.keep                 -                              default
            SQLiteDB.record_limit         -                              default
            SQLiteDB.size_limit           -                              default
            MongoDB.connection_string     mongodb://localhost:27017      default
            MongoDB.database              -                              default
            PostgresDB.connection_string  Host=localhost;Database=tasks  default
            PostgresDB.schema             -                              default
            PostgresDB.keep               -                              default
            PostgresDB.record_limit       -                              default
            PostgresDB.size_limit         -                              default
            DictDB.record_limit           1024                           default
            DictDB.size_limit             1073741824                     default
            DictDB.cull_fraction          0.1                            default

            """,
            (await Run("config")).Output);

        var file = await OwnText("mine.json", """{"IPController": {"db_class": "nodb"}, "SQLiteDB": {"table": "t", "location": "/data", "keep": "36h"}, "DictDB": {"record_limit": 7}}""");
        var run = await RunWith("TASKDB__DictDB__size_limit", "5", "config", "--config", file, "--format", "json");
        Assert.Equal(
            [
                """{"setting":"IPController.db_class","value":"NoDB","source":"mine.json"}""",
                """{"setting":"SQLiteDB.filename","value":"tasks.db","source":"default"}""",
                """{"setting":"SQLiteDB.location","value":"/data","source":"mine.json"}""",
                """{"setting":"SQLiteDB.table","value":"t","source":"mine.json"}""",
                """{"setting":"SQLiteDB.keep","value":"1d12h","source":"mine.json"}""",
                """{"setting":"SQLiteDB.record_limit","value":null,"source":"default"}""",
                """{"setting":"SQLiteDB.size_limit","value":null,"source":"default"}""",
                """{"setting":"MongoDB.connection_string","value":"mongodb://localhost:27017","source":"default"}""",
                """{"setting":"MongoDB.database","value":null,"source":"default"}""",
                """{"setting":"PostgresDB.connection_string","value":"Host=localhost;Database=tasks","source":"default"}""",
                """{"setting":"PostgresDB.schema","value":null,"source":"default"}""",
                """{"setting":"PostgresDB.keep","value":null,"source":"default"}""",
                """{"setting":"PostgresDB.record_limit","value":null,"source":"default"}""",
                """{"setting":"PostgresDB.size_limit","value":null,"source":"default"}""",
                """{"setting":"DictDB.record_limit","value":7,"source":"mine.json"}""",
                """{"setting":"DictDB.size_limit","value":5,"source":"the environment"}""",
                """{"setting":"DictDB.cull_fraction","value":0.1,"source":"default"}""",
            ],
            run.Lines);
    }

    [Fact]
    public async Task TheCommandLineHoldsBeforeAllElse()
    {
        var flags = await RunWith("TASKDB__SQLiteDB__location", "/data", "config", "--sqlitedb", "other.db");
        Assert.Matches(@"(?m)^HubFactory.db_class +SQLiteDB +the command line$", flags.Output);
        Assert.Matches(@"(?m)^SQLiteDB.filename +other.db +the command line$", flags.Output);

        // A folder that goes with another file does not hold for the named one.
        Assert.Matches(@"(?m)^SQLiteDB.location +- +the command line$", flags.Output);

        // A backend without a place is the configured one.
        Assert.Equal("318\n", (await RunWith("TASKDB__SQLiteDB__filename", Sample92, "query", "--count", "--sqlitedb")).Output);
    }

    [Theory]
    [InlineData("mongodb://me:secret@host/db", "mongodb://me:***@host/db")]
    [InlineData("mongodb+srv://me:se%40c:r@host", "mongodb+srv://me:***@host")]
    [InlineData("mongodb://me@host", "mongodb://me@host")]
    [InlineData("mongodb://a:1,b:2/?x=1", "mongodb://a:1,b:2/?x=1")]
    public async Task APasswordIsNotShown(string server, string expected) =>
        Assert.Matches(
            $"(?m)^MongoDB.connection_string +{Regex.Escape(expected)} +the command line$",
            (await Run("config", "--mongodb", server)).Output);

    [Theory]
    [InlineData("postgresql://me:secret@host/db", "postgresql://me:***@host/db")]
    [InlineData("Host=h;Password=se=c;Database=d", "Host=h;Password=***;Database=d")]
    [InlineData("Host=h;pwd='a;b'", "Host=h;pwd=***")]
    public async Task APasswordForPostgresIsNotShown(string server, string expected) => Assert.Matches(
        $"(?m)^PostgresDB.connection_string +{Regex.Escape(expected)} +the command line$",
            (await Run("config", "--postgres", server)).Output);

    [Fact]
    public async Task WhatCannotBeReadIsSaid()
    {
        Assert.Equal("bad configuration: no.py: there is no such file", await RunToFailure(2, "config", "--from", "no.py"));
        Assert.Equal($"bad configuration: {Sample71}: it is not UTF-8", await RunToFailure(2, "config", "--from", Sample71));
        Assert.StartsWith("--from stands alone", await RunToFailure(2, "config", "--from", "a.py", "--dictdb"));
        Assert.StartsWith("prune works on a database in SQLite", await RunToFailure(2, "prune", "--dictdb"));
    }
}
