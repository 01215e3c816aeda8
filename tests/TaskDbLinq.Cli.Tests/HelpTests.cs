using System.CommandLine;
using System.Text;
using TaskDbLinq.Cli.Hosting;
using TaskDbLinq.Cli.Tests.Running;

namespace TaskDbLinq.Cli.Tests;

/// <summary>What the command says about itself: an example for each command, and what a shell completes.</summary>
public class HelpTests : CliTest
{
    private static readonly RootCommand Root = TaskDbApp.Root(new Shell(Stream.Null, TextWriter.Null));

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
            // The shell takes the line apart; the test is about what the command says to its words.
            var words = await TaskDbRun.OfScriptAsync(Elsewhere, $$"""taskdb() { printf '%s\n' "$@"; }; {{example.Replace(" > ", " ", StringComparison.Ordinal)}}""");
            Assert.Equal(name, words.Lines[0]);
            var arguments = example.Contains(" > ", StringComparison.Ordinal) ? words.Lines[..^1] : words.Lines;
            Assert.Empty(Root.Parse(arguments, TaskDbApp.Parsing).Errors);
        }

        var output = new MemoryStream();
        Assert.Equal(0, await TaskDbApp.RunAsync([name, "--help"], new Shell(output, TextWriter.Null)));
        Assert.EndsWith($"\nExamples:\n{string.Concat(examples.Select(example => $"  {example}\n"))}", Encoding.UTF8.GetString(output.ToArray()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task TheWholeShowsOneExampleOfEach()
    {
        var help = (await Run("--help")).Output;
        Assert.Equal(Root.Subcommands.Select(command => command.Name), help.Split("Examples:\n")[1].Split("\n", StringSplitOptions.RemoveEmptyEntries).Select(line => line.Trim().Split(' ')[1]));
    }

    /// <summary>The function of docs/command-line.md, called as bash calls it.</summary>
    [Theory]
    [InlineData("taskdb q", "query")]
    [InlineData("taskdb p", "plot prune purge")]
    [InlineData("taskdb query --f", "--format")]
    [InlineData("taskdb query --format ", "csv json jsonl table")]
    [InlineData("taskdb query '{}' --format j", "json jsonl")]
    [InlineData("taskdb query --keys started,com", "started,completed")]
    [InlineData("taskdb export --sqlitedb ", "")]
    public async Task TheShellCompletes(string line, string expected)
    {
        var document = await File.ReadAllTextAsync(Path.Combine(Repository, "docs", "command-line.md"));
        var function = document.Split("```bash\n")[1].Split("```")[0];
        var run = await TaskDbRun.OfScriptAsync(
            Folder,
            $$"""
            taskdb() { {{TaskDbRun.Command}} "$@"; }
            {{function}}
            complete -p taskdb >/dev/null || exit 3
            COMP_LINE="{{line}}" COMP_POINT={{line.Length}}
            read -ra COMP_WORDS <<<"$COMP_LINE"
            [[ $COMP_LINE == *' ' ]] && COMP_WORDS+=('')
            COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
            _taskdb
            echo "${COMPREPLY[*]}"
            """);
        Assert.Equal((0, expected + "\n", string.Empty), (run.ExitCode, run.Output, run.Error));
    }
}
