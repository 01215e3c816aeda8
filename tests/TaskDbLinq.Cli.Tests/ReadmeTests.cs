using TaskDbLinq.Cli.Tests.Running;

namespace TaskDbLinq.Cli.Tests;

/// <summary>Each command line of the README, run as it stands there, in a folder where a sample is <c>tasks.db</c>.</summary>
public class ReadmeTests : CliTest
{
    /// <summary>The numbers of rows are sqlite3's on the 7.1 sample; null where the answer depends on what time it is.</summary>
    private static readonly int?[] Expected = [10, null, null, 241];

    [Fact]
    public async Task TheShellLinesOfTheReadmeRun()
    {
        var lines = (await File.ReadAllLinesAsync(Path.Combine(Repository, "README.md"), TestContext.Current.CancellationToken))
            .Where(line => line.StartsWith("taskdb query ", StringComparison.Ordinal)).ToList();
        Assert.Equal(Expected.Length, lines.Count);
        foreach (var (line, expected) in lines.Zip(Expected))
        {
            var run = await TaskDbRun.OfScriptAsync(
                Folder,
                $"""
                set -e
                folder=$(mktemp -d); trap 'rm -r "$folder"' EXIT
                cp {Sample71} "$folder/tasks.db"; cd "$folder"
                taskdb() ( $TASKDB "$@" )
                hour_ago=$(date -u -d '1 hour ago' +%FT%TZ)
                me=b02e7b21-0bdb1fe319bb12446b90223a
                engine3=53e5a9a0-95524cb4095edd505cfbaa14
                engine4=ffe8aa4f-d8aa04f5590353d93a61abcf
                {line}
                """);
            Assert.Equal((0, string.Empty), (run.ExitCode, run.Error));
            Assert.True(expected is null || expected == run.Lines.Length, $"{run.Lines.Length} rows: {line}");
        }
    }

    /// <summary>The numbers of lines are sqlite3's, where they are of tasks: 6 pending of the queue task, three ids, 409 completed.</summary>
    private static readonly (string Command, int? Lines)[] Others =
    [
        ("linq", 1), ("explain", null), ("stats", null), ("history", 3), ("get", 1), ("result", 1), ("plot", 1), ("wait", 0), ("purge", 409), ("demo", 1), ("resubmit", null),
    ];

    [Fact]
    public async Task TheDayOfTheReadmeRuns()
    {
        var lines = (await File.ReadAllLinesAsync(Path.Combine(Repository, "README.md"), TestContext.Current.CancellationToken))
            .Where(line => line.StartsWith("taskdb ", StringComparison.Ordinal) && !line.StartsWith("taskdb query ", StringComparison.Ordinal)).ToList();
        Assert.Equal(Others.Select(other => other.Command), lines.Select(line => line.Split(' ')[1]));
        File.Copy(Path.Combine(Folder, Sample71), Path.Combine(Elsewhere, "tasks.db"));
        foreach (var (line, (_, expected)) in lines.Zip(Others))
        {
            var run = await TaskDbRun.OfScriptAsync(Elsewhere, $"taskdb() ( $TASKDB \"$@\" )\n{line}");
            Assert.True(run.ExitCode == 0 && (expected ?? run.Lines.Length) == run.Lines.Length && (expected == 0 || run.Lines.Length > 0), $"{line}: {run.ExitCode}, {run.Lines.Length} lines\n{run.Error}");
        }
    }

    [Fact]
    public async Task TheReadmesFirstCommandNamesAFileThatIsThere()
    {
        var readme = await File.ReadAllTextAsync(Path.Combine(Repository, "README.md"), TestContext.Current.CancellationToken);
        const string Command =
            """dotnet run -c Release --project src/TaskDbLinq.Cli -- query --sqlitedb samples/ipyparallel-7.1-tasks.db '{"completed": null}' --keys msg_id,started""";
        Assert.Contains(Command, readme, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(Repository, "samples", Sample71)));
    }
}
