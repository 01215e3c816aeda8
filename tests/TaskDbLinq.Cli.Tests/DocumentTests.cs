using System.CommandLine;
using System.Text;
using System.Text.RegularExpressions;
using TaskDbLinq.Cli.Hosting;
using TaskDbLinq.Cli.Tests.Running;

namespace TaskDbLinq.Cli.Tests;

/// <summary>
/// What the documents show, done: commands in a folder where a sample is <c>tasks.db</c>, and C# that is compiled elsewhere.
/// </summary>
public partial class DocumentTests : CliTest
{
    private const int LongestPage = 300;
    private const int LongestReadme = 150;

    /// <summary>Commands that need a server, run for long, or are about files that only their reader has; they are parsed only.</summary>
    private static readonly string[] NotRun = ["serve", "wait", "watch", "import", "config"];

    private static readonly RootCommand Root = TaskDbApp.Root(new Shell(Stream.Null, TextWriter.Null));

    public static TheoryData<string> Documents =>
    [
        .. ((string[])["docs", "samples", "benchmarks"])
            .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Repository, folder), "*.md"))
            .Concat(Directory.EnumerateFiles(Repository, "*.md"))
            .Select(file => Path.GetRelativePath(Repository, file)).Order(StringComparer.Ordinal),
    ];

    [Theory]
    [MemberData(nameof(Documents))]
    public async Task AConsoleShowsWhatAPersonSees(string document)
    {
        File.Copy(Path.Combine(Folder, Sample71), Path.Combine(Elsewhere, "tasks.db"));
        foreach (var (line, shown) in (await BlocksAsync(document, "console")).SelectMany(block => Step().Matches(block))
            .Select(step => (step.Groups[1].Value, step.Groups[2].Value)))
        {
            var words = ShellWords.Of(line);
            Assert.Equal((line, "taskdb"), (line, words[0]));
            var run = await TaskDbRun.WithinAsync(Elsewhere, words.Skip(1), terminal: true);
            Assert.Equal((line, shown), (line, run.Output + run.Error));
        }
    }

    [Theory]
    [MemberData(nameof(Documents))]
    public async Task EachCommandLineIsOne(string document)
    {
        var lines = (await BlocksAsync(document, "sh")).SelectMany(block => block.Split('\n'))
            .Where(line => line.StartsWith("taskdb ", StringComparison.Ordinal));
        foreach (var line in lines)
        {
            var parsed = Root.Parse([.. Words(line)], TaskDbApp.Parsing);
            Assert.True(parsed.Errors.Count == 0, $"{line}: {string.Join("; ", parsed.Errors.Select(error => error.Message))}");
        }
    }

    /// <summary>The documents that a newcomer follows, line by line in one folder.</summary>
    [Theory]
    [InlineData("README.md")]
    [InlineData("docs/getting-started.md")]
    [InlineData("docs/command-line.md")]
    [InlineData("docs/errors.md")]
    [InlineData("docs/recipes.md")]
    public async Task TheCommandLinesRun(string document)
    {
        File.Copy(Path.Combine(Folder, Sample71), Path.Combine(Elsewhere, "tasks.db"));
        await Run("import", Sample71, "--sqlitedb", Path.Combine(Elsewhere, "mine.db"));
        foreach (var line in (await BlocksAsync(document, "sh")).SelectMany(block => block.Split('\n'))
            .Where(line => line.StartsWith("taskdb ", StringComparison.Ordinal)))
        {
            var words = Words(line);
            if (!NotRun.Contains(words[0], StringComparer.Ordinal))
            {
                var run = await TaskDbRun.WithinAsync(Elsewhere, words);
                Assert.True(run.ExitCode == 0, $"{line}: {run.ExitCode}\n{run.Error}");
            }
        }
    }

    [Fact]
    public async Task TheReadmesFirstCommandsNameAFileThatIsThere()
    {
        foreach (var line in (await BlocksAsync("README.md", "sh"))[0].Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            const string Start = "dotnet run -c Release --project src/TaskDbLinq.Cli -- ";
            Assert.StartsWith(Start, line, StringComparison.Ordinal);
            Assert.Equal(0, (await TaskDbRun.WithinAsync(Repository, ShellWords.Of(line[Start.Length..]))).ExitCode);
        }
    }

    /// <summary>Each paragraph of C# stands, line for line, in a file that is compiled and run; its usings anywhere in it.</summary>
    [Theory]
    [MemberData(nameof(Documents))]
    public async Task TheCSharpIsWhatIsCompiled(string document)
    {
        var files =
            Directory.EnumerateFiles(Path.Combine(Repository, "tests", "TaskDbLinq.Snippets.Tests"), "*.cs", SearchOption.AllDirectories)
            .Concat(
                Directory.Exists(Path.Combine(Repository, "samples"))
                    ? Directory.EnumerateFiles(Path.Combine(Repository, "samples"), "*.cs", SearchOption.AllDirectories)
                    : [])
            .Append(Path.Combine(Repository, "tests", "TaskDbLinq.Cli.Tests", "Snippets.cs"))
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal));
        var compiled = string.Join('\n', files.Select(file => Trimmed(File.ReadAllText(file))));
        foreach (var paragraph in (await BlocksAsync(document, "csharp")).SelectMany(block => block.Split("\n\n")))
        {
            var isUsings = paragraph.Split('\n').All(line => line.Length == 0 || line.StartsWith("using ", StringComparison.Ordinal));
            Assert.All(
                isUsings ? paragraph.Split('\n') : [paragraph], part => Assert.Contains(Trimmed(part), compiled, StringComparison.Ordinal));
        }
    }

    /// <summary>
    /// A link within the repository leads to a file, and to a heading in it where it names one; one to elsewhere is an address.
    /// </summary>
    [Theory]
    [MemberData(nameof(Documents))]
    public async Task LinksLeadSomewhere(string document)
    {
        var text = MarkdownText.Prose(await ReadAsync(document));
        foreach (var target in Link().Matches(text).Select(link => link.Groups[1].Value))
        {
            if (target.Contains("://", StringComparison.Ordinal))
            {
                Assert.True(
                    Uri.TryCreate(target, UriKind.Absolute, out var address) && address.Scheme is "https" or "http",
                    $"{document}: '{target}' is no address.");
                continue;
            }

            var parts = target.Split('#');
            var file = parts[0].Length == 0
                ? Path.Combine(Repository, document)
                : Path.Combine(Repository, Path.GetDirectoryName(document)!, parts[0]);
            Assert.True(Path.Exists(file), $"{document}: there is no '{target}'.");
            if (parts.Length > 1)
            {
                var headings =
                    (await File.ReadAllLinesAsync(file, TestContext.Current.CancellationToken)).Where(line => line.StartsWith('#'))
                    .Select(Anchor);
                Assert.True(headings.Contains(parts[1], StringComparer.Ordinal), $"{document}: '{parts[0]}' has no heading '#{parts[1]}'.");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Documents))]
    public async Task NoPageIsTooLong(string document)
    {
        var longest = document == "README.md"
            ? LongestReadme
            : document.EndsWith("RESULTS.md", StringComparison.Ordinal) || document == "CHANGELOG.md" ? int.MaxValue : LongestPage;
        Assert.InRange((await ReadAsync(document)).TrimEnd('\n').Split('\n').Length, 1, longest);
    }

    /// <summary>Words that an English technical text has others for, and British spellings.</summary>
    [Theory]
    [MemberData(nameof(Documents))]
    public async Task TheWordsAreUsualOnes(string document) =>
        Assert.Empty(Unusual().Matches(MarkdownText.Prose(await ReadAsync(document))).Select(match => match.Value));

    /// <summary>The same for what the command says of itself, and for the documentation of every public member.</summary>
    [Fact]
    public void TheWordsOfTheCodeAreUsualOnes()
    {
        var said = Root.Subcommands.SelectMany(
            command => command.Options.Select(option => $"{command.Name} {option.Name}: {option.Description}")
                .Append($"{command.Name}: {command.Description}"));
        var documented = Directory.EnumerateFiles(Path.Combine(Repository, "src"), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .SelectMany(
                file => File.ReadLines(file)
                    .Where(line => line.TrimStart().StartsWith("///", StringComparison.Ordinal))
                    .Select(line => $"{Path.GetFileName(file)}: {line.Trim()}"));
        Assert.Equal(string.Empty, string.Join('\n', said.Concat(documented).Where(line => Unusual().IsMatch(line))));
    }

    /// <summary>
    /// Debian's codespell knows what people misspell, and which words are British. Examples of mistakes, and $nin, are none.
    /// </summary>
    [Fact]
    public async Task TheSpellingIsAmericanEnglish()
    {
        const string Checker = "/usr/bin/codespell";
        Assert.SkipUnless(File.Exists(Checker), "There is no codespell to check the documents: apt-get install codespell.");
        using var process = TaskDbRun.Start(
            Repository,
            null,
            Checker,
            [
                "--builtin", "clear,rare,en-GB_to_en-US", "--ignore-words-list", "nam,complted,taks,nin",
                .. Documents.Select(row => row.Data).Where(document => !document.EndsWith("RESULTS.md", StringComparison.Ordinal)),
            ]);
        Assert.Equal(string.Empty, await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken));
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, process.ExitCode);
    }

    /// <summary>The arguments of a line, up to what a shell does with its output or its process.</summary>
    private static IReadOnlyList<string> Words(string line) =>
        [.. ShellWords.Of(line).Skip(1).TakeWhile(word => word is not ("|" or ">" or "&" or "&&" or "2>" or ">>"))];

    private static async Task<IReadOnlyList<string>> BlocksAsync(string document, string language) =>
        [.. MarkdownText.Blocks(await ReadAsync(document)).Where(block => block.Language == language).Select(block => block.Code)];

    private static Task<string> ReadAsync(string document) =>
        File.ReadAllTextAsync(Path.Combine(Repository, document), Encoding.UTF8, TestContext.Current.CancellationToken);

    /// <summary>The lines without what indents them.</summary>
    private static string Trimmed(string text) => string.Join('\n', text.Split('\n').Select(line => line.Trim())).Trim();

    /// <summary>The name that GitHub gives to a heading.</summary>
    private static string Anchor(string heading) =>
        string.Concat(
            heading.TrimStart('#').Trim().ToLowerInvariant().Where(unit => char.IsLetterOrDigit(unit) || unit is ' ' or '-' or '_'))
            .Replace(' ', '-');

    /// <summary>A prompt with its command, and what is shown up to the next.</summary>
    [GeneratedRegex(@"(?ms)^\$ ([^\n]*)\n(.*?)(?=^\$ |\z)")]
    private static partial Regex Step();

    [GeneratedRegex(
        @"(?i)\bmoments?\b|\bheard\b|\bhears of\b|\btells of\b|\bgreat records?\b|"
        + @"erialis|ormalis|ecognis|\bcolour|behaviour|\blicence|\bsaid first\b|\btime was over\b")]
    private static partial Regex Unusual();

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Link();
}
