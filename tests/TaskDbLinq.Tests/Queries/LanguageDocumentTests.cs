using System.Text.RegularExpressions;
using TaskDbLinq.Documents;
using TaskDbLinq.Queries;
using TaskDbLinq.Tests.Queries.Operators;

namespace TaskDbLinq.Tests.Queries;

/// <summary>Runs the examples of docs/query-language.md.</summary>
public sealed partial class LanguageDocumentTests
{
    public static TheoryData<string> Examples => [.. Blocks().Matches(File.ReadAllText(Location())).Select(block => block.Groups[1].Value)];

    [Theory]
    [MemberData(nameof(Examples))]
    public void An_example_holds(string json)
    {
        var example = (Document)DocumentJson.ParsePlain(json);
        if (example.ContainsKey("refused"))
        {
            var fault = Assert.Throws<QueryException>(() => example.ContainsKey("record")
                ? (object)MongoQuery.ToExpression<TaskRecord>(DocumentJson.Write(example["record"]))
                : MongoQuery.Parse(DocumentJson.Write(example["filter"])));
            Assert.Contains((string?)example["refused"] ?? "?", fault.Message, StringComparison.Ordinal);
            return;
        }

        var holds = MongoQuery.Parse(Corpus.Within("header", DocumentJson.Write(example["filter"]))).ToPredicate<TaskRecord>();
        Assert.All((DocumentArray)example["matches"], document => Assert.True(holds(Task(document)), document.ToString()));
        Assert.All((DocumentArray)example["others"], document => Assert.False(holds(Task(document)), document.ToString()));
    }

    [Fact]
    public void There_are_examples_for_the_rules() => Assert.InRange(Examples.Count, 25, 100);

    private static TaskRecord Task(DocumentValue document) =>
        new() { MsgId = "1", Header = (Document)DocumentJson.ParseExtended(DocumentJson.Write(document)) };

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
