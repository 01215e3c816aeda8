namespace TaskDbLinq.Specification;

/// <summary>
/// C# that not every store can run: each way has the answer of C#, or one refusal that names the part, and never the store's own fault.
/// </summary>
public abstract class LinqPortabilitySpecification(ITaskDbFixture fixture) : TaskDbSpecification(fixture)
{
    private static readonly object Mux = new string("mux");
    private static readonly string[] Muxes = ["mux"];

    public static TheoryData<string> Names => [.. Queries.Keys];

    private static Dictionary<string, (Func<ITaskDb, object> Ask, string Expected)> Queries { get; } = new()
    {
        ["a query inside"] = (db => Ids(db.Tasks.Where(t => db.Tasks.Any(o => o.Resubmitted == t.MsgId))), "t9"),
        ["a count inside"] = (db => Ids(db.Tasks.Where(t => db.Tasks.Count(o => o.EngineUuid == t.EngineUuid) == 3)), "t1 t3 t8"),
        ["a query that has the value"] = (
            db => Ids(db.Tasks.Where(t => db.Tasks.Where(o => o.Queue == "mux").Select(o => o.EngineUuid).Contains(t.EngineUuid))),
            "t0 t1 t2 t3 t4 t6 t8"),
        ["a captured query that has the value"] = (db =>
        {
            var ids = db.Tasks.Where(t => t.Queue == "mux").Select(t => t.MsgId);
            return Ids(db.Tasks.Where(t => ids.Contains(t.MsgId)));
        }, "t0 t1 t6 t8"),
        ["a query that has the task"] = (db => Ids(db.Tasks.Where(t => db.Tasks.Where(o => o.Queue == "mux").Contains(t))), "t0 t1 t6 t8"),
        ["a query that has a given task"] = (db => db.Tasks.Contains(Samples.Tasks[3]), "True"),
        ["a task that is not the same"] =
            (db => { var other = Samples.Tasks[3] with { Stdout = "x" }; return Ids(db.Tasks.Where(t => t == other)); }, ""),
        ["no task"] = (db => db.Tasks.Count(t => t == null!), "0"),
        ["a task"] = (db => Ids(db.Tasks.Where(t => t == Samples.Tasks[3])), "t3"),
        ["another task"] = (db => Ids(db.Tasks.Where(t => !t.Equals(Samples.Tasks[3]))), "t0 t1 t2 t4 t5 t6 t7 t8 t9"),
        ["a projected query inside"] =
            (db => string.Join(' ', db.Tasks.Select(t => db.Tasks.Count(o => o.Queue == t.Queue)).ToList().Distinct().Order()), "4 6"),
        ["a reference"] = (db => Ids(db.Tasks.Where(t => (object?)t.Queue == Mux)), "t0 t1 t6 t8"),
        ["no reference"] = (db => Ids(db.Tasks.Where(t => (object?)t.EngineUuid == null)), "t5 t9"),
        ["compare"] = (db => Ids(db.Tasks.Where(t => string.Compare(t.Queue, "n") < 0)), "t0 t1 t6 t8"),
        ["compare ordinal"] = (db => Ids(db.Tasks.Where(t => string.CompareOrdinal(t.Queue, "n") < 0)), "t0 t1 t6 t8"),
        ["compare by Ordinal"] =
            (db => Ids(db.Tasks.Where(t => string.Compare(t.Queue, "n", StringComparison.Ordinal) < 0)), "t0 t1 t6 t8"),
        ["order by compare"] = (db => Ids(db.Tasks.Where(t => t.Queue!.CompareTo("n") < 0)), "t0 t1 t6 t8"),
        ["compare by OrdinalIgnoreCase"] =
            (db => Ids(db.Tasks.Where(t => string.Compare(t.Queue, "MUX", StringComparison.OrdinalIgnoreCase) == 0)), "t0 t1 t6 t8"),
        ["equals ignoring case"] =
            (db => Ids(db.Tasks.Where(t => t.Queue!.Equals("MUX", StringComparison.OrdinalIgnoreCase))), "t0 t1 t6 t8"),
        ["static equals ignoring case"] =
            (db => Ids(db.Tasks.Where(t => string.Equals(t.Queue, "MUX", StringComparison.OrdinalIgnoreCase))), "t0 t1 t6 t8"),
        ["starts ignoring case"] =
            (db => Ids(db.Tasks.Where(t => t.Queue!.StartsWith("M", StringComparison.OrdinalIgnoreCase))), "t0 t1 t6 t8"),
        ["ends ignoring case"] =
            (db => Ids(db.Tasks.Where(t => t.Queue!.EndsWith("X", StringComparison.OrdinalIgnoreCase))), "t0 t1 t6 t8"),
        ["contains ignoring case"] =
            (db => Ids(db.Tasks.Where(t => t.Queue!.Contains("UX", StringComparison.OrdinalIgnoreCase))), "t0 t1 t6 t8"),
        ["equals in the culture"] =
            (db => Ids(db.Tasks.Where(t => t.Queue!.Equals("mux", StringComparison.CurrentCulture))), "t0 t1 t6 t8"),
        ["count by"] = (
            db =>
                string.Join(
                    ' ', db.Tasks.CountBy(t => t.Queue!).ToList().OrderBy(pair => pair.Key).Select(pair => $"{pair.Key}={pair.Value}")),
            "mux=4 task=6"),
        ["aggregate by"] = (
            db =>
                string.Join(
                    ' ',
                    db.Tasks.AggregateBy(t => t.Queue!, 0, (sum, t) => sum + 1)
                        .ToList()
                        .Select(pair => $"{pair.Key}={pair.Value}")
                        .Order()),
            "mux=4 task=6"),
        ["index"] = (db => db.Tasks.Index().ToList().Count, "10"),
        ["zip"] = (db => db.Tasks.Zip(db.Tasks).ToList().Count, "10"),
        ["chunk"] = (db => db.Tasks.Chunk(4).ToList().Count, "3"),
        ["aggregate"] = (db => db.Tasks.Select(t => t.MsgId).Aggregate((a, b) => a + b).Length, "20"),
        ["append"] = (db => db.Tasks.Select(t => t.MsgId).Append("x").ToList().Count, "11"),
        ["distinct by"] = (db => db.Tasks.DistinctBy(t => t.Queue).ToList().Count, "2"),
        ["except by"] = (db => db.Tasks.ExceptBy(Muxes, t => t.Queue).ToList().Count, "1"),
        ["intersect by"] = (db => db.Tasks.IntersectBy(Muxes, t => t.Queue).ToList().Count, "1"),
        ["max by"] = (db => db.Tasks.MaxBy(t => t.MsgId)!.MsgId, "t9"),
        ["min by"] = (db => db.Tasks.MinBy(t => t.MsgId)!.MsgId, "t0"),
        ["prepend"] = (db => db.Tasks.Select(t => t.MsgId).Prepend("x").ToList().Count, "11"),
        ["sequence equal"] = (db => db.Tasks.Select(t => t.MsgId).SequenceEqual(Muxes), "False"),
        ["shuffle"] = (db => db.Tasks.Shuffle().ToList().Count, "10"),
        ["skip last"] = (db => db.Tasks.OrderBy(t => t.MsgId).SkipLast(3).ToList().Count, "7"),
        ["skip while"] = (db => db.Tasks.OrderBy(t => t.MsgId).SkipWhile(t => t.MsgId != "t4").ToList().Count, "6"),
        ["take last"] = (db => db.Tasks.OrderBy(t => t.MsgId).TakeLast(3).ToList().Count, "3"),
        ["take while"] = (db => db.Tasks.OrderBy(t => t.MsgId).TakeWhile(t => t.MsgId != "t4").ToList().Count, "4"),
        ["union by"] = (db => db.Tasks.UnionBy(db.Tasks, t => t.Queue).ToList().Count, "2"),
    };

    [Theory]
    [MemberData(nameof(Names), MemberType = typeof(LinqPortabilitySpecification))]
    public async Task A_query_has_its_answer_or_a_refusal(string name)
    {
        var db = await SampleDatabaseAsync();
        var (ask, expected) = Queries[name];
        try
        {
            Assert.Equal(expected, $"{ask(db)}");
        }
        catch (QueryException refusal)
        {
            Assert.False(db is DictDb || Answered.Contains(name), $"{name}: {refusal.Message}");
            Assert.Matches(
                "query inside|records as a whole|compares text by its characters|^([A-Z][A-Za-z]+): a store does not run \\1: ",
                refusal.Message);
        }
    }

    /// <summary>What every store answers.</summary>
    private static readonly HashSet<string> Answered =
    [
        "a query that has the value", "a captured query that has the value", "no task", "a reference", "no reference", "compare",
        "compare ordinal", "compare by Ordinal",
        "order by compare",
    ];
}
