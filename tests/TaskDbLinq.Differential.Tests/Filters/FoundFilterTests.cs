using TaskDbLinq.Differential.Tests.Generating;
using TaskDbLinq.Differential.Tests.Judging;
using TaskDbLinq.Filters;
using TaskDbLinq.Records;

namespace TaskDbLinq.Differential.Tests.Filters;

/// <summary>
/// Differences that random filters found, at their smallest. The answers are those of MongoDB's manual:
/// https://www.mongodb.com/docs/manual/reference/operator/query/
/// </summary>
public class FoundFilterTests
{
    public static TheoryData<string> Names => [.. Cases.Keys];

    /// <summary>Each case: what the one record holds, and a filter that selects it.</summary>
    private static Dictionary<string, (Dictionary<string, object?> Record, Dictionary<string, object?> Filter)> Cases { get; } = new()
    {
        ["a small 64-bit number is one when it is read again"] =
            (new() { ["header"] = Dict(("a", 1L)) }, new() { ["header.a"] = Dict(("$type", "long")) }),
        ["lists hold letters beyond ASCII"] =
            (new() { ["queue"] = "ß" }, new() { ["queue"] = Dict(("$in", List("ß", "é\U0001F600"))) }),
        ["below an index a nested array is an array"] =
            (
                new() { ["content"] = Dict(("b", List(List(Dict(("c", false)))))) },
                new() { ["content.b.0.c"] = Dict(("$all", List(false))) }),
        ["lists hold patterns"] =
            (new() { ["label"] = "xa" }, new() { ["label"] = Dict(("$in", List(new Pattern("A$", "i"), "b"))) }),
        ["a negated equality of elements"] =
            (
                new() { ["header"] = Dict(("a", List("a", "b"))) },
                new() { ["header.a"] = Dict(("$elemMatch", Dict(("$not", Dict(("$eq", "a")))))) }),
        ["a letter beyond ASCII is no word character"] =
            (new() { ["stdout"] = "é" }, new() { ["stdout"] = Dict(("$regex", "\\W")) }),
    };

    [Theory]
    [MemberData(nameof(Names))]
    public async Task All_sides_select_it(string name)
    {
        var (record, filter) = Cases[name];
        record["msg_id"] = "t0";
        await using var sides = await Sides.OpenAsync();
        await sides.LoadAsync([record, new() { ["msg_id"] = "other" }]);
        var judge = new Judge(sides);
        Assert.True(judge.Agree(new Question(filter, ["msg_id"], [], 0, null)), string.Join('\n', judge.Answers));
        Assert.Equal(["t0"], judge.Answers[0].Answer.Ids);
    }

    /// <summary>A plan that was made for a skip and a limit of the same value serves others too.</summary>
    [Fact]
    public async Task Pages_are_told_apart_whatever_was_asked_first()
    {
        await using var sides = await Sides.OpenAsync();
        await sides.LoadAsync([.. Enumerable.Range(0, 6).Select(i => new Dictionary<string, object?> { ["msg_id"] = $"t{i}" })]);
        foreach (var (_, database) in sides.Databases)
        {
            Assert.Equal("t2 t3", Page(database, 2, 2));
            Assert.Equal("t1 t2 t3", Page(database, 1, 3));
            Assert.Equal("", Page(database, 2, 0));
            Assert.Equal("t4", Page(database, 4, 1));
        }
    }

    [Fact]
    public async Task No_buffers_are_null_in_every_row()
    {
        await using var sides = await Sides.OpenAsync();
        await sides.LoadAsync([new() { ["msg_id"] = "t0" }]);
        foreach (var (_, database) in sides.Databases)
        {
            Assert.Null(Assert.Single(database.Query(new TaskQuery { Filter = Filter.Everything, Keys = TaskKeys.All }))["buffers"]);
        }
    }

    private static string Page(ITaskDb database, int skip, int limit) => string.Join(
        ' ', database.Query(new TaskQuery { Keys = TaskKeys.Of("msg_id"), Sort = TaskSort.Parse("msg_id"), Skip = skip, Limit = limit })
            .Select(row => row["msg_id"]));

    private static Dictionary<string, object?> Dict(params IEnumerable<(string Name, object? Value)> fields) =>
        fields.ToDictionary(field => field.Name, field => field.Value);

    private static List<object?> List(params IEnumerable<object?> items) => [.. items];
}
