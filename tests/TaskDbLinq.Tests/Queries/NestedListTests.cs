namespace TaskDbLinq.Tests.Queries;

/// <summary>
/// Lists of lists in plain classes. A condition looks into the elements of a list, not into their elements, as MongoDB's does:
/// <c>{ v: 1 }</c> doesn't match <c>[[1]]</c>.
/// </summary>
/// <seealso href="https://www.mongodb.com/docs/manual/tutorial/query-arrays/"/>
public class NestedListTests
{
    private static readonly Grid[] Grids =
    [
        new(1) { Rows = [[1, 2], [3]] },
        new(2) { Rows = [[], null] },
        new(3) { Rows = [] },
        new(4),
        new(5) { Rows = [[null]], Groups = [[new Cell { N = 1 }]] },
    ];

    [Theory]
    [InlineData("""{"rows": 1}""", "")]
    [InlineData("""{"rows": {"$gt": 0}}""", "")]
    [InlineData("""{"rows": {"$ne": 1}}""", "1 2 3 4 5")]
    [InlineData("""{"rows": {"$in": [1, 2]}}""", "")]
    [InlineData("""{"rows": null}""", "2 4")]
    [InlineData("""{"rows": {"$exists": true}}""", "1 2 3 5")]
    [InlineData("""{"rows": {"$size": 2}}""", "1 2")]
    [InlineData("""{"rows": {"$type": "int"}}""", "")]
    [InlineData("""{"rows": {"$type": "array"}}""", "1 2 3 5")]
    [InlineData("""{"rows": {"$elemMatch": {"$gt": 0}}}""", "")]
    [InlineData("""{"rows": {"$elemMatch": {"$size": 0}}}""", "2")]
    [InlineData("""{"rows": {"$elemMatch": {"$elemMatch": {"$gt": 2}}}}""", "1")]
    [InlineData("""{"rows": {"$elemMatch": {"$elemMatch": {"$eq": null}}}}""", "5")]
    [InlineData("""{"groups.n": 1}""", "")]
    [InlineData("""{"groups.n": {"$exists": true}}""", "")]
    [InlineData("""{"groups.n": null}""", "1 2 3 4")]
    [InlineData("""{"groups": {"$elemMatch": {"$elemMatch": {"n": 1}}}}""", "5")]
    public void A_condition_looks_into_the_outer_list_only(string filter, string expected)
    {
        var holds = Filter.Parse(filter).ToPredicate<Grid>();
        Assert.Equal(expected, string.Join(' ', Grids.Where(holds).Select(grid => grid.Id)));
        var inDocument = Filter.Parse(
            filter.Replace("rows", "Doc.rows", StringComparison.Ordinal).Replace("groups", "Doc.groups", StringComparison.Ordinal))
            .ToPredicate<Holder>();
        Assert.Equal(expected, string.Join(' ', Grids.Where(grid => inDocument(new Holder(AsDocument(grid)))).Select(grid => grid.Id)));
    }

    [Fact]
    public void Fields_of_a_list_are_refused()
    {
        var refused = Assert.Throws<QueryException>(() => Filter.Parse("""{"rows": {"$elemMatch": {"count": 2}}}""").ToPredicate<Grid>());
        Assert.Equal("rows.$elemMatch: the elements are lists, which have no fields", refused.Message);
    }

    private static Document AsDocument(Grid grid) => Document.Parse(string.Join(
        ',',
        (string[])
        [
            $"{{\"id\": {grid.Id}",
            .. grid.Rows is { } rows ? [$"\"rows\": [{string.Join(',', rows.Select(List))}]"] : Array.Empty<string>(),
            .. grid.Groups is null ? Array.Empty<string>() : ["\"groups\": [[{\"n\": 1}]]"],
        ]) + "}");

    private static string List(List<int?>? row) =>
        row is null ? "null" : $"[{string.Join(',', row.Select(cell => cell?.ToString() ?? "null"))}]";

    public sealed record Grid(int Id)
    {
        public List<List<int?>?>? Rows { get; init; }

        public List<List<Cell>>? Groups { get; init; }
    }

    public sealed record Cell
    {
        public int N { get; init; }
    }

    public sealed record Holder(Document Doc);
}
