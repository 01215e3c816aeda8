using System.Linq.Expressions;

namespace TaskDbLinq.Specification;

/// <summary>What <c>Where</c> selects. The answers are worked out by hand from <see cref="Samples.Tasks"/>.</summary>
public abstract class LinqPredicateSpecification(ITaskDbFixture fixture) : TaskDbSpecification(fixture)
{
    private static readonly string[] Wanted = ["t0", "t2", "no"];

    public static TheoryData<string, string> Names => new(Predicates.Select(pair => (pair.Key, pair.Value.Expected)));

    private static Dictionary<string, (Expression<Func<TaskRecord, bool>> Predicate, string Expected)> Predicates { get; } = new()
    {
        ["by id"] = (t => t.MsgId == "t3", "t3"),
        ["by id, turned round"] = (t => "t3" == t.MsgId, "t3"),
        ["never"] = (t => t.MsgId == null!, ""),
        ["pending"] = (t => t.Completed == null, "t4 t5 t6 t9"),
        ["pending by HasValue"] = (t => !t.Completed.HasValue, "t4 t5 t6 t9"),
        ["completed"] = (t => t.Completed != null, "t0 t1 t2 t3 t7 t8"),
        ["no engine"] = (t => t.EngineUuid == null, "t5 t9"),
        ["not an engine"] = (t => t.EngineUuid != "e1", "t1 t3 t5 t7 t8 t9"),
        ["two fields"] = (t => t.Queue == "mux" && t.ClientUuid == "c1", "t0 t1 t6"),
        ["either"] = (t => t.MsgId == "t1" || t.EngineUuid == null, "t1 t5 t9"),
        ["neither"] = (t => !(t.Queue == "mux" || t.Completed == null), "t2 t3 t7"),
        ["a range"] = (t => t.Started >= Samples.Start.AddMinutes(2) && t.Started < Samples.Start.AddMinutes(4), "t2 t3"),
        ["an exact time"] = (t => t.Submitted == Samples.Start.AddMinutes(5), "t5"),
        ["not an exact time"] = (t => t.Started != Samples.Start.AddSeconds(10), "t1 t2 t3 t4 t5 t6 t7 t8 t9"),
        ["a range that is empty"] = (t => t.Started > Samples.Start.AddMinutes(4) && t.Started < Samples.Start.AddMinutes(2), ""),
        ["two columns"] = (t => t.Completed > t.Started, "t0 t1 t2 t3 t8"),
        ["among"] = (t => Wanted.Contains(t.MsgId), "t0 t2"),
        ["not among"] = (t => !Wanted.Contains(t.MsgId), "t1 t3 t4 t5 t6 t7 t8 t9"),
        ["starts with"] = (t => t.Label!.StartsWith("group_a"), "t0 t1 t2 t3"),
        ["ends with"] = (t => t.Label!.EndsWith("_a"), "t0 t1 t2 t5"),
        ["contains"] = (t => t.Stdout!.Contains("hello"), "t0 t8"),
        ["length"] = (t => t.Stdout!.Length > 0, "t0 t8"),
        ["null or empty"] = (t => string.IsNullOrEmpty(t.EngineUuid), "t5 t7 t9"),
        ["always"] = (t => true, "t0 t1 t2 t3 t4 t5 t6 t7 t8 t9"),
    };

    [Theory]
    [MemberData(nameof(Names), MemberType = typeof(LinqPredicateSpecification))]
    public async Task A_predicate_selects(string name, string expected)
    {
        var db = await SampleDatabaseAsync();
        var predicate = Predicates[name].Predicate;
        Assert.Equal(expected, Ids(db.Tasks.Where(predicate)));
        Assert.Equal(expected.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length, db.Tasks.Count(predicate));
        Assert.Equal(expected.Length > 0, db.Tasks.Any(predicate));
    }

    /// <summary>The clock may stand in the predicate itself; Now is local time, and the record's is UTC.</summary>
    [Fact]
    public async Task The_clock_is_read_when_the_query_runs()
    {
        var utc = DateTime.UtcNow;
        var db = await DatabaseAsync(
            new TaskRecord { MsgId = "old", Submitted = utc.AddMinutes(-90) },
            new TaskRecord { MsgId = "new", Submitted = utc.AddMinutes(-30) },
            new TaskRecord { MsgId = "soon", Submitted = utc.AddMinutes(30) });
        Assert.Equal("new soon", Ids(db.Tasks.Where(t => t.Submitted > DateTime.Now.AddHours(-1))));
        Assert.Equal("soon", Ids(db.Tasks.Where(t => t.Submitted > DateTime.UtcNow)));
        Assert.Equal("new old", Ids(db.Tasks.Where(t => t.Submitted < DateTime.Now)));
    }

    [Fact]
    public async Task Captured_values_are_read_anew_by_each_query()
    {
        var db = await SampleDatabaseAsync();
        var id = "t1";
        var query = db.Tasks.Where(t => t.MsgId == id);
        Assert.Equal("t1", Ids(query));
        id = "t2";
        Assert.Equal("t2", Ids(query));
        foreach (var wanted in Samples.Tasks.Select(task => task.MsgId))
        {
            Assert.Equal(wanted, Ids(db.Tasks.Where(t => t.MsgId == wanted)));
        }
    }

    [Fact]
    public async Task A_captured_null_finds_what_is_null()
    {
        var db = await SampleDatabaseAsync();
        string? engine = null;
        DateTime? moment = null;
        Assert.Equal("t5 t9", Ids(db.Tasks.Where(t => t.EngineUuid == engine)));
        Assert.Equal("t4 t5 t6 t9", Ids(db.Tasks.Where(t => t.Completed == moment)));
        Assert.Equal("", Ids(db.Tasks.Where(t => t.Completed > moment)));
        engine = "e2";
        Assert.Equal("t1 t3 t8", Ids(db.Tasks.Where(t => t.EngineUuid == engine)));
    }

    [Fact]
    public async Task Lists_of_each_kind_can_be_searched()
    {
        var db = await SampleDatabaseAsync();
        string?[] array = ["e2", null];
        List<string> list = ["t1", "t2"];
        Assert.Equal("t1 t3 t5 t8 t9", Ids(db.Tasks.Where(t => array.Contains(t.EngineUuid))));
        Assert.Equal("t1 t2", Ids(db.Tasks.Where(t => list.Contains(t.MsgId))));
        Assert.Equal("", Ids(db.Tasks.Where(t => new string[0].Contains(t.MsgId))));
    }

    [Fact]
    public async Task Local_times_mean_the_moment()
    {
        var db = await SampleDatabaseAsync();
        var local = Samples.Start.AddMinutes(5).ToLocalTime();
        Assert.Equal("t5", Ids(db.Tasks.Where(t => t.Submitted == local)));
        Assert.Equal("t6 t7 t8 t9", Ids(db.Tasks.Where(t => t.Submitted > local)));
    }

    [Fact]
    public async Task Chained_predicates_all_hold()
    {
        var db = await SampleDatabaseAsync();
        Assert.Equal("t0", Ids(db.Tasks.Where(t => t.Queue == "mux").Where(t => t.EngineUuid == "e1").Where(t => t.Completed != null)));
        Assert.Equal("t0", db.Tasks.Where(t => t.Queue == "mux").First(t => t.EngineUuid == "e1" && t.Completed != null).MsgId);
    }

    [Fact]
    public async Task A_compiled_filter_is_a_predicate_like_any_other()
    {
        var db = await SampleDatabaseAsync();
        var filter = Filter.ToExpression<TaskRecord>("""{"completed": null, "header.n": {"$gt": 4}}""");
        Assert.Equal("t5 t6 t9", Ids(db.Tasks.Where(filter)));
        Assert.Equal("t6", Ids(db.Tasks.Where(filter).Where(t => t.Queue == "mux")));
    }
}
