using TaskDbLinq.Filters;
using TaskDbLinq.Records;

namespace TaskDbLinq.Tests.InMemory;

/// <summary>
/// The order of tasks in memory, beside LINQ to Objects over a list: the same by a filter and by LINQ, and what is equal comes as it
/// was added, whichever index found it.
/// </summary>
public sealed class OrderTests : IAsyncDisposable
{
    private static readonly DateTime Noon = new(2026, 11, 29, 12, 0, 0, DateTimeKind.Utc);
    private readonly DictDb _db = new();
    private readonly List<TaskRecord> _tasks = [];

    public OrderTests()
    {
        var random = new Random(7);
        string?[] labels = [null, "a", "b", "\uFFFD", "\U0001F600"];
        for (var i = 0; i < 400; i++)
        {
            _tasks.Add(new TaskRecord
            {
                MsgId = $"t{i}",
                Submitted = random.Next(8) == 0 ? null : Noon.AddSeconds(random.Next(20)),
                Completed = i % 10 == 0 ? null : Noon,
                EngineUuid = $"e{i % 9}",
                Label = labels[random.Next(labels.Length)],
            });
        }

        Assert.True(_db.WriteAsync(TaskBatch.Add(_tasks)).IsCompletedSuccessfully);
    }

    public ValueTask DisposeAsync() => _db.DisposeAsync();

    [Theory]
    [InlineData("{}", null)]
    [InlineData("""{"completed": null}""", "completed is null")]
    [InlineData("""{"engine_uuid": "e3"}""", "engine_uuid equals")]
    [InlineData("""{"engine_uuid": {"$in": ["e5", "e1"]}}""", "engine_uuid in list")]
    [InlineData("""{"msg_id": {"$in": ["t9", "t3", "t30", "t2"]}}""", "msg_id in list")]
    [InlineData("""{"submitted": {"$gte": "2026-11-29T12:00:03Z", "$lt": "2026-11-29T12:00:08Z"}}""", "submitted range")]
    public void What_is_equal_comes_as_it_was_added(string text, string? index)
    {
        var filter = Filter.Parse(text);
        var predicate = filter.ToExpression<TaskRecord>();
        Assert.Equal(index, _db.Explain(filter).Index);
        var found = _tasks.Where(predicate.Compile()).ToList();
        var ordered = found.OrderBy(t => t.Submitted).ThenByDescending(t => t.Label, CodePoints).ToList();
        foreach (var (skip, limit) in new[] { (0, int.MaxValue), (0, 1), (0, 7), (3, 5), (found.Count, 2), (2, 0) })
        {
            var expected = ordered.Skip(skip).Take(limit).Select(t => t.MsgId).ToList();
            var query = new TaskQuery
            {
                Filter = filter,
                Sort = TaskSort.Parse("submitted", "-label"),
                Skip = skip,
                Limit = limit,
                Keys = TaskKeys.Of("msg_id"),
            };
            Assert.Equal(expected, _db.Query(query).Select(row => (string)row["msg_id"]!));
            Assert.Equal(
                expected,
                _db.Tasks.Where(predicate).OrderBy(t => t.Submitted).ThenByDescending(t => t.Label).Skip(skip).Take(limit)
                    .Select(t => t.MsgId).ToList());
        }
    }

    /// <summary>Only the inner part of each of these is a question to a task database; LINQ to Objects goes on with its answer.</summary>
    [Fact]
    public void An_order_goes_on_behind_a_question()
    {
        Same(t => t.OrderBy(x => x.EngineUuid).ThenBy(x => x.MsgId.Length).ThenByDescending(x => x.Submitted));
        Same(t => t.OrderByDescending(x => x.EngineUuid).OrderBy(x => x.Submitted));
        Same(t => t.OrderBy(x => x.Submitted).Take(50).Skip(7).Where(x => x.EngineUuid != "e3").Take(9));
        Same(t => t.OrderBy(x => x.Submitted).Skip(5).Skip(6));
        Same(t => t.OrderBy(x => x.Submitted).Skip(-5).Take(-6));
        Same(t => t.OrderByDescending(x => x.Submitted).Where(x => x.EngineUuid == "e3").Reverse());
        Same(t => t.OrderBy(x => x.Submitted).Take(20).Join(t, x => x.EngineUuid, x => x.EngineUuid, (x, y) => y).Take(30));
        Same(t => t.OrderBy(x => x.Submitted).ThenBy(x => x.EngineUuid).ThenByDescending(x => x.Submitted));
        Same(t => t.Skip(390).OrderBy(x => x.Submitted));
    }

    private static readonly IComparer<string?> CodePoints = Comparer<string?>.Create(CodePointOrder.Compare);

    private void Same(Func<IQueryable<TaskRecord>, IQueryable<TaskRecord>> query) =>
        Assert.Equal(query(_tasks.AsQueryable()).Select(t => t.MsgId).ToList(), query(_db.Tasks).Select(t => t.MsgId).ToList());
}
