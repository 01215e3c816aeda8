using System.Net.Sockets;
using TaskDbLinq.Cli.Tests.Running;

namespace TaskDbLinq.Cli.Tests;

/// <summary>Mistakes that people make, each with the whole line that they see: what was wrong, and what to type instead.</summary>
public class MistakeTests : CliTest
{
    /// <summary>What stands in place of a filter, as a shell hands it over.</summary>
    public static TheoryData<string, string> Filters => new()
    {
        // Typos.
        { """{"complted": null}""", "bad query: complted: unknown field 'complted'; did you mean 'completed'?" },
        { """{"MSGID": "a"}""", "bad query: MSGID: unknown field 'MSGID'; did you mean 'msg_id'?" },
        { """{"started": {"$gtee": "-1h"}}""", "bad query: started.$gtee: unknown operator '$gtee'; did you mean '$gte'?" },
        { """{"queue": {"$in": "mux"}}""", "bad query: queue.$in: expected a list" },
        { """{"$gte": {"started": "-1h"}}""", "bad query: $gte: $gte is for a field: write { field: { $gte: … } }" },
        { """{"$where": "true"}""", "bad query: $where: $where is not run: it runs JavaScript, and a filter is never code" },

        // No dollar, or one that the shell took.
        { """{"queue": {"in": ["mux"]}}""", "bad query: queue: the field holds a string: expected a string, not {\"in\":[\"mux\"]}; did you mean '$in'?" },
        { """{"started": {"gte": "-1h"}}""", "bad query: started: the field holds a timestamp: expected an ISO 8601 string or {\"$date\": …}, not {\"gte\":\"-1h\"}; did you mean '$gte'?" },
        { """{"started": {"": "-1h"}}""", "bad query: started: the field holds a timestamp: expected an ISO 8601 string or {\"$date\": …}, not {\"\":\"-1h\"}; an operator has lost its name: in a shell, put the filter in single quotes, or $gte is read as a variable" },

        // Quotes that bash or PowerShell took, and other languages.
        {
            "{completed: null}",
            "bad query: the filter is not JSON: names and text need double quotes: {\"completed\": null}; put the whole filter in "
            + "single quotes, or a shell takes the double ones away"
        },
        {
            "{started: {$gte: -1h}}",
            "bad query: the filter is not JSON: names and text need double quotes: {\"completed\": null}; put the whole filter in "
            + "single quotes, or a shell takes the double ones away"
        },
        {
            "{'completed': None}",
            "bad query: the filter is not JSON: this looks like a Python dictionary: write null, true and false, and double quotes "
            + "around names and text"
        },
        { """{"completed": None}""", "bad query: the filter is not JSON: this looks like a Python dictionary: write null, true and false, and double quotes around names and text" },
        { """{"header.ok": True}""", "bad query: the filter is not JSON: this looks like a Python dictionary: write null, true and false, and double quotes around names and text" },
        { "{“completed”: null}", "bad query: the filter is not JSON: the quotation marks are typographic ones; JSON takes \" only" },
        { """{"completed": null,}""", "bad query: the filter is not JSON: there is a comma before the closing bracket" },
        { "completed == null", "'completed == null' is a predicate, not a filter; 'taskdb linq' takes it (taskdb query --help shows how)" },

        // Empty input, and what is no filter.
        { "", "bad query: the filter is not JSON: the filter is empty; {} selects everything" },
        { "  ", "bad query: the filter is not JSON: the filter is empty; {} selects everything" },
        { "tasks.db", "'tasks.db' is a file, not a filter; name it with --sqlitedb tasks.db (taskdb query --help shows how)" },
        { Sample92, $"'{Sample92}' is a file, not a filter; name it with --sqlitedb {Sample92} (taskdb query --help shows how)" },
        {
            "mongodb://host/db",
            "'mongodb://host/db' is a server, not a filter; name it with --mongodb mongodb://host/db (taskdb query --help shows how)"
        },
        { "@none.json", "no such file: 'none.json', which '@none.json' names" },
        { "-", "bad query: the filter is not JSON: the filter is empty; {} selects everything" },

        // Times.
        { """{"started": {"$gte": "1h"}}""", "bad query: started.$gte: an amount of time before now has a minus: write \"-1h\"" },
        { """{"$and": [{"started": "2d12h"}]}""", "bad query: $and[0].started: an amount of time before now has a minus: write \"-2d12h\"" },
        { """{"started": {"$gte": "yesterday"}}""", "bad query: started.$gte: the field holds a timestamp: expected an ISO 8601 string or {\"$date\": …}, not \"yesterday\"" },
        { """{"started": 1764000000}""", "bad query: started: the field holds a timestamp: expected an ISO 8601 string or {\"$date\": …}, not 1764000000" },

        // States.
        { """{"state": "error"}""", "bad query: state: a task has no key 'state': its state is in completed (null while it is pending) and result_content.status (ok, error or aborted)" },
        { """{"$or": [{"status": "ok"}]}""", "bad query: $or[0].status: a task has no key 'status': its state is in completed (null while it is pending) and result_content.status (ok, error or aborted)" },
    };

    [Theory]
    [MemberData(nameof(Filters))]
    public async Task AFilterSaysWhatToTypeInstead(string filter, string expected) =>
        Assert.Equal(expected, await RunToFailure(2, "query", "--sqlitedb", Sample71, filter));

    [Theory]
    [InlineData("no such file: 'taks.db'; did you mean 'tasks.db'?", "query", "--sqlitedb", "taks.db")]
    [InlineData("no such file: 'tasks.db'; --sqlitedb FILE names another, --postgres or --mongodb a server", "stats")]
    [InlineData("unknown option '--key'; did you mean '--keys'? (taskdb query --help shows how)", "query", "{}", "--key", "msg_id")]
    [InlineData(
        "'null}' is one argument too many; a filter is one argument, in single quotes (taskdb query --help shows how)",
        "query",
        "{completed:",
        "null}")]
    [InlineData("unknown command 'qurey'; did you mean 'query'? (taskdb --help shows how)", "qurey", "{}")]
    [InlineData(
        "--since: expected a time such as 1h, 2d12h, now or 2026-11-01T12:00Z, not 'yesterday' (taskdb query --help shows how)",
        "query",
        "--since",
        "yesterday")]
    [InlineData(
        "--mongodb: expected a connection string that begins with mongodb:// or mongodb+srv://, or nothing (taskdb query --help shows how)",
        "query",
        "--mongodb",
        "localhost")]
    [InlineData(
        "--sqlitedb and --mongodb are different databases; name one (taskdb query --help shows how)",
        "query",
        "--sqlitedb",
        "a.db",
        "--mongodb",
        "mongodb://host")]
    [InlineData(
        "--sqlitedb: '{}' is a filter, not a FILE; put --sqlitedb last, or name the FILE (taskdb query --help shows how)",
        "query",
        "--sqlitedb",
        "{}")]
    [InlineData("bad query: keys[1]: unknown key 'startd'; did you mean 'started'?", "query", "{}", "--keys", "msg_id,startd")]
    [InlineData(
        "--limit: expected a whole number from 0 to 2147483647, not 'ten' (taskdb query --help shows how)", "query", "--limit", "ten")]
    [InlineData("--arg: expected NAME=VALUE, not 'me' (taskdb query --help shows how)", "query", "{}", "--arg", "me")]
    [InlineData("--arg you: the filter has no value \"$you\"", "query", """{"queue": "$me"}""", "--arg", "you=x")]
    [InlineData("expected which tasks to drop: ids, a filter, --completed or --engine (taskdb purge --help shows how)", "purge")]
    public async Task ACommandLineSaysWhatToTypeInstead(string expected, params string[] args)
    {
        await OwnText("tasks.db", "not read");
        var run = await TaskDbRun.WithinAsync(expected.Contains("'tasks.db'?", StringComparison.Ordinal) ? Elsewhere : Folder, args);
        Assert.Equal((2, string.Empty, $"taskdb: {expected}\n"), (run.ExitCode, run.Output, run.Error));
    }

    [Fact]
    public async Task AnotherVersionAndNoDatabaseAreSaid()
    {
        var text = await OwnText("text.db", "This is no database, whatever its name says.");
        Assert.Equal("'text.db' is not a SQLite database.", await RunToFailure(1, "query", "--sqlitedb", text));

        var newer = Path.Combine(Elsewhere, "newer.db");
        await Run("demo", "--sqlitedb", newer, "--tasks", "1");
        await using (var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={newer};Pooling=False"))
        {
            await connection.OpenAsync(TestContext.Current.CancellationToken);
            await using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA user_version = 999";
            await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        }

        Assert.Equal(
            "A newer version of TaskDbLinq wrote 'newer.db' (its layout is 999, this version knows 1): update to read it.",
            await RunToFailure(1, "query", "--sqlitedb", newer));
    }

    [Fact]
    public async Task ALockedFileIsSaid()
    {
        Assert.SkipUnless(
            Environment.GetEnvironmentVariable("TASKDB_TEST_LONG") == "1",
            "The command waits eight seconds for the lock; TASKDB_TEST_LONG=1 runs it.");
        var file = Path.Combine(Elsewhere, "tasks.db");
        File.Copy(Path.Combine(Repository, "samples", Sample71), file);
        await using var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={file};Pooling=False");
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = "BEGIN EXCLUSIVE";
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        Assert.Equal(
            "'tasks.db' is locked by another process for too long: try again when that has ended.",
            await RunToFailure(1, "query", "--sqlitedb", file));
    }

    /// <summary>What may not be opened: a file without rights, or for root, who has all of them, the socket of a service.</summary>
    [Fact]
    public async Task AFileThatMayNotBeReadIsSaid()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("A file on Windows has no mode.");
            return;
        }

        var file = Path.Combine(Elsewhere, "tasks.db");
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        if (Environment.IsPrivilegedProcess)
        {
            socket.Bind(new UnixDomainSocketEndPoint(file));
        }
        else
        {
            File.Copy(Path.Combine(Repository, "samples", Sample71), file);
            File.SetUnixFileMode(file, UnixFileMode.None);
        }

        Assert.Equal(
            "'tasks.db' can't be opened: check that it may be read and, unless IPython wrote it, that its folder may be written: "
                + "its write-ahead log is there.",
            await RunToFailure(1, "query", "--sqlitedb", file));
    }

    [Fact]
    public async Task AFilterComesFromAFileFromStandardInputAndWithValues()
    {
        var file = await OwnText("pending.json", """{"completed": null}""");
        Assert.Equal("10\n", (await Run("query", "--sqlitedb", Sample71, "--count", "@" + file)).Output);
        Assert.Equal("10\n", (await TaskDbRun.WithinAsync(Folder, ["query", "--sqlitedb", Sample71, "--count", "-"], input: """{"completed": null}""")).Output);
        Assert.Equal("6\n", (await Run("query", "--sqlitedb", Sample71, "--count", """{"completed": null, "queue": "$queue"}""", "--arg", "queue=task")).Output);
        Assert.Equal("0\n", (await Run("query", "--sqlitedb", Sample71, "--count", """{"started": {"$gte": "$when"}}""", "--arg", "when=-1s")).Output);
        Assert.Equal("0\n", (await Run("query", "--sqlitedb", Sample71, "--count", """{"queue": "$queue"}""", "--arg", """queue={"$ne": null}""")).Output);
    }
}
