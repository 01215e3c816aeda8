using System.Text.RegularExpressions;
using TaskDbLinq.Cli.Tests.Running;

namespace TaskDbLinq.Cli.Tests;

/// <summary>What the README shows, done: its commands in a folder where a sample is <c>tasks.db</c>, and its C# compiled.</summary>
public partial class ReadmeTests : CliTest
{
    private const string ConsoleFence = "```console\n";
    private const string SharpFence = "```csharp\n";

    /// <summary>The numbers of rows are sqlite3's on the 7.1 sample; null where the answer depends on what time it is.</summary>
    private static readonly int?[] Expected = [10, null, null, 241];

    /// <summary>The numbers of lines are sqlite3's, where they are of tasks: 6 pending of the queue task, three ids, 409 completed.</summary>
    private static readonly (string Command, int? Lines)[] Others =
    [
        ("linq", 1), ("explain", null), ("stats", null), ("history", 3), ("get", 1), ("result", 1), ("plot", 1), ("wait", 0), ("export", 420), ("demo", 1), ("resubmit", null), ("purge", null),
    ];

    public static TheoryData<string> Documents =>
        [.. Directory.EnumerateFiles(Path.Combine(Repository, "docs"), "*.md").Append(Path.Combine(Repository, "README.md")).Select(file => Path.GetRelativePath(Repository, file))];

    private static readonly string Readme = File.ReadAllText(Path.Combine(Repository, "README.md"));

    [Fact]
    public async Task TheQuickStartShowsWhatAPersonSees()
    {
        File.Copy(Path.Combine(Folder, Sample71), Path.Combine(Elsewhere, "tasks.db"));
        var steps = Blocks(Readme, ConsoleFence).SelectMany(block => Step().Matches(block)).Select(step => (Line: step.Groups[1].Value, Shown: step.Groups[2].Value)).ToList();
        Assert.Equal(["query", "explain", "stats", "plot", "wait"], steps.Select(step => step.Line.Split(' ')[1]));
        foreach (var (line, shown) in steps)
        {
            Assert.Equal((line, shown), (line, await Terminal.RunAsync(Elsewhere, line)));
        }

        Assert.True(new FileInfo(Path.Combine(Elsewhere, "tasks.png")).Length > 0);
    }

    [Fact]
    public async Task TheShellLinesOfTheReadmeRun()
    {
        var lines = Readme.Split('\n').Where(line => line.StartsWith("taskdb query ", StringComparison.Ordinal)).ToList();
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

    [Fact]
    public async Task TheDayOfTheReadmeRuns()
    {
        var lines = Readme.Split('\n').Where(line => line.StartsWith("taskdb ", StringComparison.Ordinal) && !line.StartsWith("taskdb query ", StringComparison.Ordinal)).ToList();
        Assert.Equal(Others.Select(other => other.Command), lines.Select(line => line.Split(' ')[1]));
        File.Copy(Path.Combine(Folder, Sample71), Path.Combine(Elsewhere, "tasks.db"));
        foreach (var (line, (_, expected)) in lines.Zip(Others))
        {
            var run = await TaskDbRun.OfScriptAsync(Elsewhere, $"taskdb() ( $TASKDB \"$@\" )\n{line}");
            Assert.True(run.ExitCode == 0 && (expected ?? run.Lines.Length) == run.Lines.Length && (expected == 0 || run.Lines.Length > 0), $"{line}: {run.ExitCode}, {run.Lines.Length} lines\n{run.Error}");
        }
    }

    [Fact]
    public void TheReadmesFirstCommandNamesAFileThatIsThere()
    {
        const string Command =
            """dotnet run -c Release --project src/TaskDbLinq.Cli -- query --sqlitedb samples/ipyparallel-7.1-tasks.db '{"completed": null}' --keys msg_id,started""";
        Assert.Contains(Command, Readme, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(Repository, "samples", Sample71)));
    }

    /// <summary>Each paragraph of C# stands in Snippets.cs, line for line, where it is compiled; its usings anywhere in it.</summary>
    [Theory]
    [MemberData(nameof(Documents))]
    public async Task TheCSharpIsWhatIsCompiled(string document)
    {
        var compiled = Lines(await File.ReadAllTextAsync(Path.Combine(Repository, "tests", "TaskDbLinq.Cli.Tests", "Snippets.cs")));
        foreach (var paragraph in Blocks(await File.ReadAllTextAsync(Path.Combine(Repository, document)), SharpFence).SelectMany(block => block.Split("\n\n")))
        {
            var isUsings = paragraph.Split('\n').All(line => line.Length == 0 || line.StartsWith("using ", StringComparison.Ordinal));
            Assert.All(isUsings ? paragraph.Split('\n') : [paragraph], part => Assert.Contains(Lines(part), compiled, StringComparison.Ordinal));
        }
    }

    private static IEnumerable<string> Blocks(string text, string fence) => text.Split(fence).Skip(1).Select(part => part.Split("```")[0]);

    /// <summary>The lines without what indents them.</summary>
    private static string Lines(string text) => string.Join('\n', text.Split('\n').Select(line => line.Trim())).Trim();

    /// <summary>A prompt with its command, and what is shown up to the next.</summary>
    [GeneratedRegex(@"(?ms)^\$ ([^\n]*)\n(.*?)(?=^\$ |\z)")]
    private static partial Regex Step();
}
