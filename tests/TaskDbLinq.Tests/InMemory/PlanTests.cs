using TaskDbLinq.Filters;
using TaskDbLinq.InMemory.Planning;
using TaskDbLinq.InMemory.Storage;
using TaskDbLinq.Specification;

namespace TaskDbLinq.Tests.InMemory;

/// <summary>Which index a query uses, what is left to test, and that a shape is compiled once.</summary>
public sealed class PlanTests : IAsyncDisposable
{
    private readonly DictDb _db = new(new() { RecordLimit = 100_000 });

    public PlanTests()
    {
        for (var i = 0; i < 2000; i++)
        {
            var task = i % 10 == 0
                ? Samples.Submitted(i, $"c{i % 7}", $"e{i % 50}", i % 100 == 0 ? "mux" : "task")
                : Samples.Done(i, $"c{i % 7}", $"e{i % 50}", "task");
            Assert.True(_db.AddAsync(task).IsCompletedSuccessfully);
        }
    }

    public ValueTask DisposeAsync() => _db.DisposeAsync();

    [Theory]
    [InlineData("""{"msg_id": "t7"}""", "msg_id equals", 0)]
    [InlineData("""{"msg_id": {"$in": ["t7", "t8"]}, "queue": "task"}""", "msg_id in list", 1)]
    [InlineData("""{"completed": null}""", "completed is null", 0)]
    [InlineData("""{"completed": null, "stdout": "x"}""", "completed is null", 1)]
    [InlineData("""{"completed": null, "queue": "mux"}""", "queue equals", 1)]
    [InlineData("""{"engine_uuid": "e3"}""", "engine_uuid equals", 0)]
    [InlineData("""{"engine_uuid": {"$in": ["e3", "e4"]}}""", "engine_uuid in list", 0)]
    [InlineData("""{"submitted": {"$gte": "2026-11-23T20:10:00Z", "$lt": "2026-11-23T20:30:00Z"}}""", "submitted range", 0)]
    [InlineData("""{"started": {"$gte": "2026-11-23T20:10:00Z", "$lt": "2026-11-23T20:30:00Z"}, "completed": {"$ne": null}}""", "started range", 1)]
    [InlineData("""{"completed": {"$lt": "2026-11-23T20:30:00Z"}}""", "completed range", 0)]
    [InlineData("""{"queue": "mux", "header.n": 1}""", "queue equals", 1)]
    [InlineData("""{"header.n": 1, "header.o": 2, "queue": "mux"}""", "queue equals", 2)]
    [InlineData("""{"header.n": 1}""", null, 1)]
    [InlineData("""{"stdout": "x"}""", null, 1)]
    [InlineData("""{"$or": [{"msg_id": "t7"}, {"stdout": "x"}]}""", null, 1)]
    public void A_filter_uses_the_best_index(string filter, string? index, int remaining)
    {
        var plan = _db.Explain(Filter.Parse(filter));
        Assert.Equal((index, remaining), (plan.Index, plan.Remaining.Count));
        Assert.Equal(2000, plan.Tasks);
        Assert.True(index is null || plan.Candidates < 1000);
        Assert.Equal(plan, _db.Explain(_db.Tasks.Where(Filter.ToExpression<TaskRecord>(filter))) with { Remaining = plan.Remaining });
    }

    [Theory]
    [InlineData("""{"completed": null}""", "index completed is null")]
    [InlineData("""{"queue": "mux", "msg_id": "t7", "stdout": "x"}""", "index queue equals or msg_id equals\nthen test (t.Queue == @0)\nthen test (t.MsgId == @1)\nthen test (t.Stdout == @2)")]
    [InlineData("""{"stdout": "x"}""", "scan of all tasks\nthen test (t.Stdout == @0)")]
    [InlineData("""{"header.n.o": 1, "queue": "mux"}""", "index queue equals\nthen test DictField.Satisfies(t.Header, n.o, $eq=i, @0, @1)")]
    [InlineData("""{"header.p": 1, "queue": "mux"}""", "index queue equals\nthen test DictField.Satisfies(t.Header, p, $eq=i, @0, @1)")]
    public async Task Without_tasks_every_index_that_may_serve_is_named(string filter, string plan)
    {
        await using var db = new DictDb();
        Assert.Equal(plan, db.Explain(Filter.Parse(filter)).ToText());
    }

    [Fact]
    public void Linq_uses_the_same_indexes()
    {
        var id = "t7";
        string[] engines = ["e3", "e4"];
        var from = Samples.Start.AddMinutes(10);
        var until = from.AddMinutes(20).ToLocalTime();
        Assert.Equal("msg_id equals", _db.Explain(_db.Tasks.Where(t => t.MsgId == id)).Index);
        Assert.Equal("msg_id equals", _db.Explain(_db.Tasks.Where(t => t.Queue == "task").Where(t => id == t.MsgId)).Index);
        Assert.Equal("engine_uuid in list", _db.Explain(_db.Tasks.Where(t => engines.Contains(t.EngineUuid))).Index);
        Assert.Equal("completed is null", _db.Explain(_db.Tasks.Where(t => !t.Completed.HasValue)).Index);
        Assert.Equal("completed is null", _db.Explain(_db.Tasks.Where(t => t.Completed == null)).Index);
        Assert.Equal("submitted range", _db.Explain(_db.Tasks.Where(t => t.Submitted >= from && t.Submitted < until)).Index);
        Assert.Equal("submitted range", _db.Explain(_db.Tasks.Where(t => t.Submitted!.Value >= from && until > t.Submitted.Value)).Index);
        Assert.Equal(
            "submitted range",
            _db.Explain(
                _db.Tasks.Where(
                    t => t.Submitted > DateTime.UtcNow - TimeSpan.FromMinutes(1) && t.Submitted < DateTime.UtcNow.AddMinutes(1))).Index);
        Assert.Equal(20, _db.Tasks.Count(t => t.Submitted >= from && t.Submitted < until));
        var plan = _db.Explain(_db.Tasks.Where(t => t.MsgId == id && t.Stdout!.Contains("x")));
        Assert.Equal(("msg_id equals", 1), (plan.Index, plan.Candidates));
        Assert.Contains(plan.Remaining, part => part.Contains("Contains", StringComparison.Ordinal));
        Assert.DoesNotContain(plan.Remaining, part => part.Contains("MsgId", StringComparison.Ordinal));
        Assert.StartsWith(
            "index msg_id equals", _db.Tasks.Where(t => t.MsgId == id).Select(t => t.Queue).ToString()!, StringComparison.Ordinal);
        Assert.Equal("tasks", _db.Tasks.ToString());
    }

    [Fact]
    public void A_shape_is_compiled_once()
    {
        var before = _db.Provider.Compilations;
        for (var i = 0; i < 20; i++)
        {
            var id = $"t{i}";
            Assert.Equal(id, _db.Tasks.Where(t => t.MsgId == id).Select(t => t.MsgId).Single());
        }

        Assert.Equal(before + 1, _db.Provider.Compilations);
        // A literal is a value like any other.
        Assert.Equal("t1", _db.Tasks.Where(t => t.MsgId == "t1").Select(t => t.MsgId).Single());
        Assert.Equal("t2", _db.Tasks.Where(t => t.MsgId == "t2").Select(t => t.MsgId).Single());
        Assert.Equal(before + 1, _db.Provider.Compilations);
        Assert.Equal(3, _db.Tasks.OrderBy(t => t.Submitted).Take(3).Count());
        Assert.Equal(5, _db.Tasks.OrderBy(t => t.Submitted).Take(5).Count());
        Assert.Equal(before + 2, _db.Provider.Compilations);
    }

    [Fact]
    public void A_filter_is_compiled_once_per_shape()
    {
        // The stores of a process share a planner: what others compile meanwhile is not counted here.
        var (planner, store) = (new TaskPlanner(), new TaskStore(new DictDbOptions(), _ => { }));
        for (var i = 0; i < 20; i++)
        {
            Assert.True(store.Add(Samples.Done(i, "c", "e", "task")));
            var filter = Filter.Parse(new Dictionary<string, object?> { ["msg_id"] = $"t{i}" });
            Assert.Equal($"t{i}", Assert.Single(planner.Find(filter, store.Current)).MsgId);
        }

        Assert.Equal(1, planner.Compilations);
    }

    [Fact]
    public async Task An_index_keeps_up_with_writes()
    {
        var from = Samples.Start.AddMinutes(10);
        var until = Samples.Start.AddMinutes(13);
        Assert.Equal("t10 t11 t12", Ids(from, until));
        await _db.DropAsync("t11", TestContext.Current.CancellationToken);
        await _db.UpdateAsync("t100", TaskUpdate.Empty.Set("submitted", from.AddSeconds(1)), TestContext.Current.CancellationToken);
        Assert.Equal("t10 t100 t12", Ids(from, until));
        for (var i = 5000; i < 7000; i++)
        {
            await _db.AddAsync(
                Samples.Submitted(i, "c", "e", "task") with { Submitted = from.AddHours(-i) }, TestContext.Current.CancellationToken);
        }

        Assert.Equal("t10 t100 t12", Ids(from, until));
        Assert.Equal(2000, _db.Tasks.Count(t => t.Submitted < Samples.Start));
        Assert.Equal("submitted range", _db.Explain(_db.Tasks.Where(t => t.Submitted >= from && t.Submitted < until)).Index);
    }

    private string Ids(DateTime from, DateTime until) =>
        string.Join(
            ' ',
            _db.Tasks.Where(t => t.Submitted >= from && t.Submitted < until)
                .Select(t => t.MsgId)
                .AsEnumerable()
                .Order(StringComparer.Ordinal));
}
