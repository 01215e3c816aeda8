using TaskDbLinq.Finding;
using TaskDbLinq.Values;

namespace TaskDbLinq.Tests.Finding;

/// <summary>
/// What a document is ordered by; the answers are those of MongoDB's manual and, where a position leads into arrays, of its own tests of
/// the keys of an index, by which it sorts. Null is an empty array.
/// </summary>
public class PathOrderTests
{
    [Theory]
    [InlineData("""{"a": 1}""", "a", "1", "1")]
    [InlineData("""{"a": [3, 1, 2]}""", "a", "1", "3")]
    [InlineData("""{"a": [[5], 2]}""", "a", "2", "[5]")]
    [InlineData("""{"a": [{"b": 1}, {"b": [7, 2]}]}""", "a.b", "1", "7")]
    [InlineData("""{"a": [{"b": 1}, {}]}""", "a.b", "null", "1")]
    [InlineData("""{"a": [{"b": 1}, "x"]}""", "a.b", "null", "1")]
    [InlineData("""{"a": [{"b": 1}, {"b": 2}]}""", "a.1.b", "2", "2")]
    [InlineData("""{"a": [[3, 4], 1]}""", "a.0", "[3,4]", "[3,4]")]
    [InlineData("""{"a": [[], 1]}""", "a.0", null, null)]
    [InlineData("""{"a": [[[1, 2]], [3]]}""", "a.0.0", "[1,2]", "[1,2]")]
    [InlineData("""{"a": [[1, 2], [3, 4]]}""", "a.1.1", "4", "4")]
    [InlineData("""{"a": [[{"b": 1}, {"b": 2}]]}""", "a.0.b", "1", "2")]
    [InlineData("""{"a": [[{"b": [1, 2, 3]}]]}""", "a.0.0.b", "1", "3")]
    [InlineData("""{"a": [[[[{"b": 1}]]]]}""", "a.0.0.b", "null", "null")]
    [InlineData("""{"a": [[{"b": 1}, {"b": 2}]]}""", "a.b", "null", "null")]
    [InlineData("""{"a": [[1, 2, 5], {"2": 6}]}""", "a.2", "null", "6")]
    [InlineData("""{"a": {"0": [6, 7, 8]}}""", "a.0", "6", "8")]
    [InlineData("""{"a": {"0": [6, 7, 8]}}""", "a.0.2", "8", "8")]
    [InlineData("""{"a": [{"b": [1, 2, 3]}, {"b": [4, 5, 6]}]}""", "a.b.1", "2", "5")]
    [InlineData("""{"a": [{"x": {"b": 1}}, {"x": [{"b": 4}, {"b": 0}]}]}""", "a.x.b", "0", "4")]
    [InlineData("""{"a": [{"b": []}, {"b": 2}]}""", "a.b", null, "2")]
    [InlineData("""{"a": [1, 2]}""", "a.01", "null", "null")]
    [InlineData("""{"a": []}""", "a.b", "null", "null")]
    [InlineData("""{"a": 1}""", "a.b", "null", "null")]
    [InlineData("{}", "a", "null", "null")]
    public void The_key_of_a_document(string document, string path, string? ascending, string? descending)
    {
        var value = DocumentJson.ParsePlain(document);
        Assert.Equal(ascending, PathOrder.KeyOf(value, path, descending: false)?.ToString());
        Assert.Equal(descending, PathOrder.KeyOf(value, path, descending: true)?.ToString());
    }

    /// <summary>An empty array is below null, from either end.</summary>
    [Fact]
    public void An_empty_array_is_below_all()
    {
        var empty = DocumentJson.ParsePlain("""{"a": []}""");
        Assert.Null(PathOrder.KeyOf(empty, "a", descending: true));
        Assert.True(PathOrder.Compare(PathOrder.KeyOf(empty, "a", descending: false), DocumentValue.Null) < 0);
    }
}
