using System.Text.RegularExpressions;

namespace TaskDbLinq.Architecture.Tests;

/// <summary>What every source file keeps to, whatever is in it.</summary>
public partial class SourceTextTests
{
    private const int LongestLine = 140;

    /// <summary>Names of a task's fields that are names of other things, too: of a header, of a status, of an answer's parts.</summary>
    private static readonly string[] OtherNames = ["error", "started", "content", "header", "queue", "label"];

    /// <summary>A message's header has its own <c>msg_id</c>.</summary>
    private static readonly string[] OfMessages = ["Operations/Resubmission.cs", "Demo/DemoTasks.cs"];

    private static readonly IReadOnlyList<SourceText> Source = SourceText.Of("src");

    [Theory]
    [InlineData("src")]
    [InlineData("samples")]
    [InlineData("tests")]
    [InlineData("benchmarks")]
    [InlineData("build")]
    public void No_line_is_longer_than_140_columns(string folder)
    {
        var far = from file in SourceText.Of(folder)
                  from line in file.Code()
                  where line.Text.Length > LongestLine
                  select $"{file.Path}({line.Number}): {line.Text.Length} columns";
        Assert.True(!far.Any(), string.Join('\n', far.Take(10)));
    }

    [Fact]
    public void No_line_of_the_page_is_longer_either()
    {
        var folder = Path.Combine(SourceTree.Repository(), "src", "TaskDbLinq.Server", "Page");
        var files = Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Where(
                path => Path.GetExtension(path) is ".js" or ".css" or ".html" && Path.GetFileName(Path.GetDirectoryName(path)) != "vendor")
            .ToList();
        Assert.InRange(files.Count, 20, 100);
        var far = from path in files
                  from line in File.ReadLines(path).Index()
                  where line.Item.Length > LongestLine
                  select $"{Path.GetRelativePath(folder, path)}({line.Index + 1}): {line.Item.Length} columns";
        Assert.True(!far.Any(), string.Join('\n', far.Take(10)));
    }

    /// <summary>A misspelt constant doesn't build; a misspelt literal is an answer without the field.</summary>
    [Fact]
    public void Fields_of_a_task_are_named_by_the_constants_of_the_one_table()
    {
        var keys = TaskFields.All.Select(field => field.Key).Except(OtherNames).ToHashSet();
        var literals = from file in Source
                       where !file.Path.EndsWith("/TaskKey.cs", StringComparison.Ordinal) && !OfMessages.Any(file.Path.EndsWith)
                       from line in file.Code()
                       where !line.Text.TrimStart().StartsWith("//", StringComparison.Ordinal)
                       from Match match in Literal().Matches(line.Text)
                       where keys.Contains(match.Groups[1].Value)
                       select $"{file.Path}({line.Number}): {match.Value}";
        Assert.True(!literals.Any(), string.Join('\n', literals.Take(10)));
    }

    /// <summary>
    /// A name by itself, with a sign of order before it or a path behind it. Bytes of UTF-8 are made of literals only.
    /// </summary>
    [GeneratedRegex("""(?<!\\)"[-+]?(\w+)(?:\.[^"]*)?"(?!:|u8)""")]
    private static partial Regex Literal();
}
