using TaskDbLinq.Filters;
using TaskDbLinq.Specification;

namespace TaskDbLinq.Tests.InMemory;

/// <summary>
/// What an index passes over is never looked at. One task is a trap: testing its output takes a pattern longer than it
/// may. The filter asks for the output first, so that only an index keeps a query away from it.
/// </summary>
public sealed class CandidateTests : IAsyncDisposable
{
    private const string Trap = """{"stdout": {"$regex": "^(?:a|aa)+(?=c)"}}""";
    private const string Around = """{"stdout": {"$regex": "^(?:a|aa)+(?=c)"}, "engine_uuid": "e1"}""";

    private static readonly FilterOptions Options = FilterOptions.Default.WithLimits(
        new FilterLimits { PatternTimeout = TimeSpan.FromMilliseconds(200) });

    private readonly DictDb _db = new();

    public CandidateTests()
    {
        for (var i = 0; i < 100; i++)
        {
            var task = Samples.Submitted(i, "c", $"e{i % 10}", "task") with { Stdout = i == 42 ? new string('a', 60) + "!" : "aac" };
            Assert.True(_db.AddAsync(task).IsCompletedSuccessfully);
        }
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _db.DisposeAsync();

    [Fact]
    public void A_scan_meets_the_trap() =>
        Assert.Throws<QueryTimeoutException>(() => _db.Query(new() { Filter = Filter.Parse(Trap, Options) }).Count());

    [Fact]
    public async Task A_filter_is_tested_on_the_candidates_of_its_index_alone()
    {
        var filter = Filter.Parse(Around, Options);
        Assert.Equal(10, _db.Query(new() { Filter = filter }).Count());
        Assert.Equal(10, await _db.QueryAsync(new() { Filter = filter }, Cancel).CountAsync(Cancel));
        Assert.Equal(10, await _db.CountAsync(filter, Cancel));
        Assert.Equal(10, await _db.DropMatchingAsync(filter, Cancel));
    }

    [Fact]
    public void A_predicate_is_tested_on_the_candidates_of_its_index_alone()
    {
        var engine = "e7";
        var tested = new HashSet<string>();
        Assert.Equal(10, _db.Tasks.Where(t => tested.Add(t.MsgId) && t.EngineUuid == engine).ToList().Count);
        Assert.Equal(["t17", "t27", "t37", "t47", "t57", "t67", "t7", "t77", "t87", "t97"], tested.Order(StringComparer.Ordinal));
        tested.Clear();
        Assert.Equal(1, _db.Tasks.Count(t => tested.Add(t.MsgId) && t.MsgId == "t5"));
        Assert.Equal(["t5"], tested);
    }
}
