using TaskDbLinq.Filters;
using TaskDbLinq.Specification;

namespace TaskDbLinq.Tests.InMemory;

/// <summary>What the provider adds to LINQ to Objects, and where it must not differ from it.</summary>
public sealed class LinqTests : IAsyncDisposable
{
    private readonly DictDb _db = new();

    public LinqTests()
    {
        foreach (var task in Samples.Tasks)
        {
            Assert.True(_db.AddAsync(task).IsCompletedSuccessfully);
        }
    }

    private string? NullText { get; } = null;

    public ValueTask DisposeAsync() => _db.DisposeAsync();

    [Fact]
    public void A_test_on_null_does_not_hold_where_csharp_would_raise()
    {
        Assert.Equal("t0 t8", Ids(_db.Tasks.Where(t => t.Stdout!.Contains("hello"))));
        Assert.Equal("t1 t2 t3 t4 t5 t6 t7 t9", Ids(_db.Tasks.Where(t => !t.Stdout!.Contains("hello"))));
        Assert.Equal("t1 t2 t3 t4 t5 t6 t7 t9", Ids(_db.Tasks.Where(t => t.Stdout!.Length != 7)));
        Assert.Equal("t0 t1 t3 t4 t5 t6 t7 t8 t9", Ids(_db.Tasks.Where(t => t.Stdout!.ToUpper() != null)));
        Assert.Equal("t2", Ids(_db.Tasks.Where(t => t.Stdout!.Trim() == null)));
        Assert.Equal("t4", Ids(_db.Tasks.Where(t => t.Started!.Value.Minute == 4)));
        Assert.Equal("t0 t8", Ids(_db.Tasks.Where(t => (t.Stdout ?? "").Length > 0)));
        Assert.Equal("t0 t8", Ids(_db.Tasks.Where(t => t.Stdout == null ? false : t.Stdout.Length > 0)));
    }

    [Fact]
    public void A_short_circuit_keeps_a_captured_null_from_being_read()
    {
        Assert.Equal(10, _db.Tasks.Count(t => NullText == null || t.Label == NullText.Trim()));
        TaskRecord? other = null;
        Assert.Equal(0, _db.Tasks.Count(t => other != null && t.Label == other.Label));
        other = Samples.Tasks[4];
        Assert.Equal(1, _db.Tasks.Count(t => other != null && t.Label == other.Label));
    }

    /// <summary>U+1F600 is a pair of UTF-16 units that are less than U+FFFD.</summary>
    [Fact]
    public async Task Text_is_ordered_by_code_point()
    {
        await using var db = new DictDb();
        foreach (var label in new[] { "\U0001F600", "\uFFFD", "a", "B" })
        {
            await db.AddAsync(new TaskRecord { MsgId = label, Label = label }, TestContext.Current.CancellationToken);
        }

        Assert.Equal(["B", "a", "\uFFFD", "\U0001F600"], db.Tasks.OrderBy(t => t.Label).Select(t => t.Label!).ToList());
        Assert.Equal(["\U0001F600", "\uFFFD", "a", "B"], db.Tasks.OrderByDescending(t => t.Label).Select(t => t.Label!).ToList());
    }

    [Fact]
    public void Lambdas_within_lambdas_and_databases_within_predicates_run()
    {
        Assert.Equal("t9", Ids(_db.Tasks.Where(t => _db.Tasks.Any(old => old.Resubmitted == t.MsgId))));
        Assert.Equal("t8", Ids(_db.Tasks.Where(t => t.Header["n"] == 8)));
        var pairs = from task in _db.Tasks
                    where task.Queue == "mux"
                    from other in _db.Tasks
                    where other.Resubmitted == task.MsgId
            || other.MsgId == task.Resubmitted
                    select task.MsgId + other.MsgId;
        Assert.Equal(["t8t9"], pairs.ToList());
        Assert.Equal(
            [("c1", 5), ("c2", 5)],
            _db.Tasks.GroupBy(t => t.ClientUuid!)
                .Where(group => group.Any(t => t.Queue == "mux"))
                .OrderBy(group => group.Key)
                .Select(group => ValueTuple.Create(group.Key, group.Count()))
                .ToList());
    }

    [Fact]
    public void Projections_make_a_new_object_each_time()
    {
        var lists = _db.Tasks.Select(t => new List<int>()).ToList();
        Assert.Equal(10, lists.Distinct(ReferenceEqualityComparer.Instance).Count());
        var named = _db.Tasks.Where(t => t.MsgId == "t1").Select(t => new TaskRecord { MsgId = t.MsgId, Label = "x" + t.Label }).Single();
        Assert.Equal("xgroup_a", named.Label);
    }

    [Fact]
    public void Every_other_operator_is_that_of_objects()
    {
        var tasks = _db.Tasks;
        var objects = Samples.Tasks;
        Assert.Equal(objects.Reverse(), tasks.OrderBy(t => t.MsgId).Reverse());
        Assert.Equal(objects.TakeWhile(t => t.Completed != null), tasks.TakeWhile(t => t.Completed != null));
        Assert.Equal(objects.SkipWhile(t => t.Completed != null), tasks.SkipWhile(t => t.Completed != null));
        Assert.Equal(objects.Select((t, i) => t.MsgId + i), tasks.Select((t, i) => t.MsgId + i));
        Assert.Equal(objects.Where((t, i) => i % 2 == 0), tasks.Where((t, i) => i % 2 == 0));
        Assert.Equal(objects.Average(t => t.MsgId.Length), tasks.Average(t => t.MsgId.Length));
        Assert.Equal(objects.Aggregate("", (all, t) => all + t.MsgId), tasks.Aggregate("", (all, t) => all + t.MsgId));
        Assert.Equal(objects.Chunk(3).Select(chunk => chunk.Length), tasks.Chunk(3).Select(chunk => chunk.Length));
        Assert.Equal(objects.Union(objects).Count(), tasks.Union(objects).Count());
        Assert.Equal(objects.Except(objects.Take(4)), tasks.Except(objects.Take(4)));
        Assert.Equal(objects.Concat(objects), tasks.Concat(tasks));
        Assert.Equal(objects.Zip(objects.Skip(1), (a, b) => a.MsgId + b.MsgId), tasks.Zip(tasks.Skip(1), (a, b) => a.MsgId + b.MsgId));
        Assert.Equal(objects.DistinctBy(t => t.Queue), tasks.DistinctBy(t => t.Queue));
        Assert.Equal(objects.MaxBy(t => t.Submitted), tasks.MaxBy(t => t.Submitted));
        Assert.Equal(objects.ElementAt(3), tasks.ElementAt(3));
        Assert.Equal(objects.Contains(objects[3]), tasks.Contains(objects[3]));
        Assert.True(tasks.SequenceEqual(objects));
        Assert.Equal(
            objects.GroupJoin(objects, t => t.MsgId, t => t.Resubmitted, (t, olds) => t.MsgId + olds.Count()),
            tasks.GroupJoin(tasks, t => t.MsgId, t => t.Resubmitted, (t, olds) => t.MsgId + olds.Count()));
        Assert.Equal(objects.OfType<object>(), tasks.OfType<object>());
        Assert.Equal(objects.DefaultIfEmpty(), tasks.DefaultIfEmpty());
        Assert.Equal(objects.Take(2..4), tasks.Take(2..4));
        Assert.Equal(objects.Append(objects[0]), tasks.Append(objects[0]));
    }

    [Fact]
    public void A_query_sees_the_tasks_of_its_moment()
    {
        using var all = _db.Tasks.GetEnumerator();
        Assert.True(all.MoveNext());
        Assert.True(_db.DropMatchingAsync(Filter.Everything, TestContext.Current.CancellationToken).IsCompletedSuccessfully);
        var seen = 1;
        while (all.MoveNext())
        {
            seen++;
        }

        Assert.Equal(10, seen);
        Assert.Empty(_db.Tasks);
    }

    private static string Ids(IEnumerable<TaskRecord> tasks) =>
        string.Join(' ', tasks.Select(task => task.MsgId).Order(StringComparer.Ordinal));
}
