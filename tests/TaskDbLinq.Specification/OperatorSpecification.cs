using TaskDbLinq.Filters;
using TaskDbLinq.Filters.Operators;
using TaskDbLinq.Values;

namespace TaskDbLinq.Specification;

/// <summary>
/// Each operator of the language selects what MongoDB's manual says, on a column and inside of a dict field where it
/// takes both. An operator without a case here fails the tests of every backend.
/// </summary>
public abstract class OperatorSpecification(ITaskDbFixture fixture) : TaskDbSpecification(fixture)
{
    private static readonly TaskRecord[] Tasks =
    [
        Task("a", "alpha", 1, """{"n": 1, "kind": "red", "list": [1, 5]}"""),
        Task("b", "Beta", 2, """{"n": 2, "kind": "blue", "list": [3]}"""),
        Task("c", null, null, """{"n": null, "list": []}"""),
        Task("d", "", 4, """{"n": 4.5, "list": [{"x": 1, "y": 2}, {"x": 3, "y": 1}]}"""),
        Task("e", "delta", 5, """{"kind": "red"}"""),
        Task("f", "alpha", null, """{"n": "2", "list": 5}"""),
    ];

    /// <summary>The operator that a case is for, a filter with it, and the ids of its answer: some of the tasks, never all.</summary>
    private static readonly (string Operator, string Filter, string Expected)[] Cases =
    [
        ("$eq", """{"label": {"$eq": "alpha"}}""", "a f"),
        ("$eq", """{"started": {"$eq": null}}""", "c f"),
        ("$eq", """{"metadata.n": {"$eq": 2}}""", "b"),
        ("$eq", """{"metadata.n": {"$eq": null}}""", "c e"),
        ("$eq", """{"metadata.list": {"$eq": 5}}""", "a f"),
        ("$ne", """{"label": {"$ne": "alpha"}}""", "b c d e"),
        ("$ne", """{"started": {"$ne": null}}""", "a b d e"),
        ("$ne", """{"metadata.n": {"$ne": 2}}""", "a c d e f"),
        ("$gt", """{"label": {"$gt": "alpha"}}""", "e"),
        ("$gt", """{"started": {"$gt": "2026-11-23T20:02:00Z"}}""", "d e"),
        ("$gt", """{"metadata.n": {"$gt": 1}}""", "b d"),
        ("$ge", """{"started": {"$ge": "2026-11-23T20:02:00Z"}}""", "d e"),
        ("$ge", """{"metadata.n": {"$ge": 1}}""", "b d"),
        ("$gte", """{"label": {"$gte": "alpha"}}""", "a e f"),
        ("$gte", """{"started": {"$gte": "2026-11-23T20:02:00Z"}}""", "b d e"),
        ("$gte", """{"metadata.n": {"$gte": 2}}""", "b d"),
        ("$lt", """{"label": {"$lt": "alpha"}}""", "b d"),
        ("$lt", """{"started": {"$lt": "2026-11-23T20:02:00Z"}}""", "a"),
        ("$lt", """{"metadata.n": {"$lt": 4.5}}""", "a b"),
        ("$le", """{"started": {"$le": "2026-11-23T20:02:00Z"}}""", "a"),
        ("$le", """{"metadata.n": {"$le": 2}}""", "a"),
        ("$lte", """{"label": {"$lte": "alpha"}}""", "a b d f"),
        ("$lte", """{"started": {"$lte": "2026-11-23T20:02:00Z"}}""", "a b"),
        ("$lte", """{"metadata.n": {"$lte": 2}}""", "a b"),
        ("$in", """{"label": {"$in": ["alpha", null]}}""", "a c f"),
        ("$in", """{"metadata.n": {"$in": [1, "2"]}}""", "a f"),
        ("$in", """{"metadata.list": {"$in": [3, 5]}}""", "a b f"),
        ("$nin", """{"label": {"$nin": ["alpha", null]}}""", "b d e"),
        ("$nin", """{"metadata.n": {"$nin": [1, "2"]}}""", "b c d e"),
        ("$not", """{"started": {"$not": {"$gt": "2026-11-23T20:02:00Z"}}}""", "a b c f"),
        ("$not", """{"metadata.n": {"$not": {"$gt": 1}}}""", "a c e f"),
        ("$exists", """{"started": {"$exists": true}}""", "a b d e"),
        ("$exists", """{"metadata.n": {"$exists": false}}""", "e"),
        ("$type", """{"label": {"$type": "string"}}""", "a b d e f"),
        ("$type", """{"metadata.n": {"$type": "number"}}""", "a b d"),
        ("$type", """{"metadata.n": {"$type": "null"}}""", "c"),
        ("$size", """{"metadata.list": {"$size": 0}}""", "c"),
        ("$size", """{"metadata.list": {"$size": 2}}""", "a d"),
        ("$all", """{"label": {"$all": ["delta"]}}""", "e"),
        ("$all", """{"metadata.list": {"$all": [5, 1]}}""", "a"),
        ("$elemMatch", """{"metadata.list": {"$elemMatch": {"$gt": 1, "$lt": 4}}}""", "b"),
        ("$elemMatch", """{"metadata.list": {"$elemMatch": {"x": {"$gt": 1}, "y": 1}}}""", "d"),
        ("$mod", """{"metadata.n": {"$mod": [2, 1]}}""", "a"),
        ("$regex", """{"label": {"$regex": "^a"}}""", "a f"),
        ("$regex", """{"metadata.kind": {"$regex": "e$"}}""", "b"),
        ("$options", """{"label": {"$regex": "^b", "$options": "i"}}""", "b"),
        ("$options", """{"metadata.kind": {"$regex": "^R", "$options": "i"}}""", "a e"),
        ("$glob", """{"label": {"$glob": "?e*a"}}""", "b e"),
        ("$glob", """{"metadata.kind": {"$glob": "b*"}}""", "b"),
        ("$and", """{"$and": [{"label": "alpha"}, {"started": null}]}""", "f"),
        ("$or", """{"$or": [{"label": "delta"}, {"metadata.n": 1}]}""", "a e"),
        ("$nor", """{"$nor": [{"label": "alpha"}, {"metadata.n": null}]}""", "b d"),
        ("$comment", """{"label": "alpha", "$comment": "why"}""", "a f"),
    ];

    public static TheoryData<string> Operators => [.. Cases.Select(row => row.Operator).Distinct()];

    [Fact]
    public void Every_operator_of_the_language_has_a_case()
    {
        Assert.Equal(
            OperatorTable.Conditions.Keys.Concat(OperatorTable.Filters.Keys).Order(), Cases.Select(row => row.Operator).Distinct().Order());
        Assert.All(Cases, row => Assert.Contains($"\"{row.Operator}\":", row.Filter, StringComparison.Ordinal));
        Assert.All(Cases, row => Assert.InRange(row.Expected.Length, 1, Ids(Tasks).Length - 1));
    }

    [Theory]
    [MemberData(nameof(Operators))]
    public async Task An_operator_selects(string name)
    {
        var db = await DatabaseAsync(Tasks);
        foreach (var (_, filter, expected) in Cases.Where(row => row.Operator == name))
        {
            Assert.Equal((filter, expected), (filter, Ids(db, filter)));
            Assert.Equal((filter, expected), (filter, Ids(db.Tasks.Where(Filter.ToExpression<TaskRecord>(filter)))));
            Assert.Equal((filter, expected.Split(' ').Length), (filter, await db.CountAsync(Filter.Parse(filter), Cancel)));
        }
    }

    private static TaskRecord Task(string id, string? label, int? minute, string metadata) => new()
    {
        MsgId = id,
        Label = label,
        Started = minute is { } minutes ? Samples.Start.AddMinutes(minutes) : null,
        Metadata = Document.Parse(metadata),
    };
}
