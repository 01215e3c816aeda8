using TaskDbLinq.Filters;
using TaskDbLinq.Values;

namespace TaskDbLinq.Tests.Queries;

/// <summary>
/// Dotted paths through arrays, nested ones too. The answers are those of the server's path iteration, and a
/// MongoDB-compatible engine gave the same.
/// </summary>
public class ArrayPathTests
{
    /// <summary>What stands under <c>header.a</c>, numbered from one; the twelfth has nothing there.</summary>
    private static readonly string[] Values =
    [
        "1", "{}", """{"b": null}""", """{"b": 1}""", "[]", "[{}]", """[{"b": null}]""", """[{"b": 1}]""", """[{"b": 1}, {}]""", "[1, 2]",
        """[{"b": 1}, 3]""", string.Empty, "null", "[null]", """{"b": []}""", """[{"b": []}]""", "[[]]", """[[{"b": 1}]]""", "[[{}]]",
    ];

    [Theory]
    [InlineData("a.b", "null", "1 2 3 6 7 9 12 13")]
    [InlineData("a.b", "1", "4 8 9 11")]
    [InlineData("a.0", "1", "10")]
    [InlineData("a.0.b", "1", "8 9 11 18")]
    [InlineData("a.0.b", "null", "1 2 3 4 6 7 8 9 11 12 13 15 16 19")]
    [InlineData("a.1", """{"$exists": true}""", "9 10 11")]
    [InlineData("a.1", "null", "1 2 3 4 6 7 8 9 11 12 13 15 16")]
    [InlineData("a.b", "[]", "15 16")]
    public void A_path_leads_where_mongodb_goes(string path, string condition, string expected)
    {
        var holds = Filter.Parse($$"""{"header.{{path}}": {{condition}} }""").ToPredicate<TaskRecord>();
        var found = Values.Index()
            .Where(item => holds(new TaskRecord { MsgId = "x", Header = Header(item.Item) }))
            .Select(item => item.Index + 1);
        Assert.Equal(expected, string.Join(' ', found));
    }

    private static Document Header(string value) => value.Length == 0 ? Document.Empty : Document.Parse($$"""{"a": {{value}} }""");
}
