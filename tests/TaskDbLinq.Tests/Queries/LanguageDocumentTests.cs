using System.Text.Json;
using System.Text.RegularExpressions;
using TaskDbLinq.Filters;
using TaskDbLinq.Tests.Queries.Operators;
using TaskDbLinq.Values;

namespace TaskDbLinq.Tests.Queries;

/// <summary>Runs the examples of docs/query-language.md.</summary>
public sealed partial class LanguageDocumentTests
{
    public static TheoryData<string> Examples => [.. Blocks().Matches(File.ReadAllText(Location())).Select(block => block.Groups[1].Value)];

    [Theory]
    [MemberData(nameof(Examples))]
    public void An_example_holds(string json)
    {
        var example = JsonDocument.Parse(json).RootElement;
        if (example.TryGetProperty("refused", out var reason))
        {
            var fault = Assert.Throws<QueryException>(() => example.TryGetProperty("record", out var columns)
                ? (object)Filter.ToExpression<TaskRecord>(columns)
                : Filter.Parse(example.GetProperty("filter")));
            Assert.Contains(reason.GetString()!, fault.Message, StringComparison.Ordinal);
            return;
        }

        var holds = Filter.Parse(Corpus.Within("header", example.GetProperty("filter").GetRawText())).ToPredicate<TaskRecord>();
        Assert.All(example.GetProperty("matches").EnumerateArray(), document => Assert.True(holds(Task(document)), document.GetRawText()));
        Assert.All(example.GetProperty("others").EnumerateArray(), document => Assert.False(holds(Task(document)), document.GetRawText()));
    }

    [Fact]
    public void There_are_examples_for_the_rules() => Assert.InRange(Examples.Count, 25, 100);

    private static TaskRecord Task(JsonElement document) =>
        new() { MsgId = "1", Header = (Document)DocumentJson.ParseStored(document.GetRawText()) };

    /// <summary>The repository's folder, above that of the test.</summary>
    private static string Location()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "docs", "query-language.md")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("The repository is not above the test.");
        }

        return Path.Combine(folder.FullName, "docs", "query-language.md");
    }

    [GeneratedRegex("^```json\n(.*?)^```", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Blocks();
}
