using System.CommandLine;
using System.Text;
using TaskDbLinq.Cli.Arguments;
using TaskDbLinq.Cli.Describing;
using TaskDbLinq.Cli.Hosting;
using TaskDbLinq.Cli.Tests.Running;

namespace TaskDbLinq.Cli.Tests;

/// <summary>What the command says about itself: an example for each command, and what a shell completes.</summary>
public class HelpTests : CliTest
{
    private static readonly TaskDbRoot Root = TaskDbApp.Root(new Shell(Stream.Null, TextWriter.Null));

    public static TheoryData<string> Commands => [.. Root.Subcommands.Select(command => command.Name)];

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task EachCommandShowsExamplesThatItTakes(string name)
    {
        var command = Root.Subcommands.Single(command => command.Name == name);
        var examples = Assert.IsAssignableFrom<IHasExamples>(command).Examples;
        Assert.NotEmpty(examples);
        foreach (var example in examples)
        {
            var arguments = ShellWords.Of(example).Skip(1).TakeWhile(word => word is not (">" or ">>")).ToArray();
            Assert.Equal(name, arguments[0]);
            Assert.Empty(Root.Parse(arguments, TaskDbApp.Parsing).Errors);
        }

        var output = new MemoryStream();
        Assert.Equal(0, await TaskDbApp.RunAsync([name, "--help"], new Shell(output, TextWriter.Null)));
        Assert.EndsWith(
            $"\nExamples:\n{string.Concat(examples.Select(example => $"  {example}\n"))}",
            Encoding.UTF8.GetString(output.ToArray()),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task TheWholeShowsOneExampleOfEach()
    {
        var help = (await Run("--help")).Output;
        Assert.Equal(
            Root.Subcommands.Select(command => command.Name),
            help.Split("Examples:\n")[1].Split("\n", StringSplitOptions.RemoveEmptyEntries).Select(line => line.Trim().Split(' ')[1]));
    }

    [Fact]
    public async Task ShortNamesAreThoseOfTheLongOnes()
    {
        string[] lengthy =
            ["query", "--sqlitedb", Sample71, "--keys", "msg_id,started", "--sort", "-started", "--limit", "3", "--format", "csv"];
        var run = await Run("query", "-d", Sample71, "-k", "msg_id,started", "-s", "-started", "-n", "3", "-f", "csv");
        Assert.Equal((0, 4), (run.ExitCode, run.Lines.Length));
        Assert.Equal((await Run(lengthy)).Output, run.Output);
        Assert.Equal("419\n", (await Run("query", "-d", Sample71, "-c")).Output);
        Assert.Empty(Root.Parse(["purge", "--completed", "-y"], TaskDbApp.Parsing).Errors);
        Assert.Empty(Root.Parse(["plot", "-o", "a.svg"], TaskDbApp.Parsing).Errors);
        Assert.Empty(Root.Parse(["export", "-o", "a.csv"], TaskDbApp.Parsing).Errors);
    }

    [Fact]
    public async Task TheWholeIsGrouped()
    {
        var help = (await Run("--help")).Output;
        var titles = Root.Groups.Select(group => $"{group.Title}:\n  {group.Commands[0].Name} ");
        Assert.All(titles, title => Assert.Contains(title, help, StringComparison.Ordinal));
        Assert.All(
            Root.Subcommands, command => Assert.Contains($"  {command.Name,-12}{command.Description}\n", help, StringComparison.Ordinal));
        Assert.Contains("  --time <utc|local>      Print times in UTC", help, StringComparison.Ordinal);
    }

    /// <summary>The script of <c>taskdb completion bash</c>, called as bash calls it.</summary>
    [Fact]
    public async Task BashCompletes()
    {
        (string Line, string Expected)[] cases =
        [
            ("taskdb q", "query"), ("taskdb p", "plot prune purge"), ("taskdb query --f", "--format"),
            ("taskdb query --format ", "csv json jsonl table"),
            ("taskdb query {} --format j", "json jsonl"), ("taskdb query --keys started,com", "started,completed"),
            ("taskdb export --sqlitedb ", ""), ("taskdb stats --time ", "local utc"),
        ];
        var script = await OwnText("taskdb.bash", (await Run("completion", "bash")).Output);
        var run = await TaskDbRun.OfScriptAsync(
            Folder,
            $$"""
            source '{{script}}'
            complete -p taskdb >/dev/null || exit 3
            while read -r line; do
                line=${line%|}
                read -ra COMP_WORDS <<<"$line"
                [[ $line == *' ' ]] && COMP_WORDS+=('')
                COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
                _taskdb
                echo "${COMPREPLY[*]}"
            done <<'LINES'
            {{string.Join("\n", cases.Select(test => test.Line + "|"))}}
            LINES
            """);
        Assert.Equal((0, string.Concat(cases.Select(test => test.Expected + "\n")), string.Empty), (run.ExitCode, run.Output, run.Error));
    }

    [Theory]
    [InlineData("bash", "#")]
    [InlineData("zsh", "#compdef taskdb\n")]
    [InlineData("fish", "#")]
    [InlineData("powershell", "#")]
    public async Task EachShellKnowsEveryCommandAndOption(string shell, string start)
    {
        var run = await Run("completion", shell);
        Assert.Equal((0, string.Empty), (run.ExitCode, run.Error));
        Assert.StartsWith(start, run.Output, StringComparison.Ordinal);
        foreach (var command in CommandTree.Of(Root))
        {
            Assert.Contains(command.Name, run.Output, StringComparison.Ordinal);
            Assert.All(
                command.Options,
                option => Assert.Contains(shell == "fish" ? $"-l {option.Name[2..]} " : option.Name, run.Output, StringComparison.Ordinal));
        }

        Assert.StartsWith("expected one of bash, zsh, fish, powershell, not 'cmd'", await RunToFailure(2, "completion", "cmd"));
    }

    [Fact]
    public async Task TheManualPageHasEveryCommandAndOption()
    {
        var page = (await Run("man")).Output;
        Assert.StartsWith(".TH TASKDB 1 \"\" \"taskdb ", page);
        foreach (var command in CommandTree.Of(Root))
        {
            Assert.Contains($"\n.SS taskdb {command.Name}", page, StringComparison.Ordinal);
            Assert.All(
                command.Options,
                option =>
                    Assert.Contains(
                        $"\\fB{option.Name.Replace("-", "\\-", StringComparison.Ordinal)}\\fR", page, StringComparison.Ordinal));
        }

        // A line that begins with a point or a quote would be a macro.
        Assert.All(page.Split('\n'), line => Assert.Matches(@"^(?!\.|')|^\.(TH|SH|SS|TP|PP|nf|fi|B|I)\b", line));
    }
}
