using TaskDbLinq.Filters;
using TaskDbLinq.Records;

namespace TaskDbLinq.Tests.InMemory;

public class NoDbTests
{
    private readonly NoDb _db = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Writes_do_nothing()
    {
        await _db.AddAsync(new TaskRecord { MsgId = "a" }, Cancel);
        await _db.AddAsync(new TaskRecord { MsgId = "a" }, Cancel);
        await _db.UpdateAsync("b", TaskUpdate.Empty, Cancel);
        await _db.DropAsync("b", Cancel);
        await _db.WriteAsync(new TaskBatch { Drops = ["b"] }, Cancel);
        Assert.Equal(0, await _db.DropMatchingAsync(Filter.Everything, Cancel));
    }

    [Fact]
    public async Task Questions_raise_and_say_what_to_do()
    {
        var error = await Assert.ThrowsAsync<NoDataException>(() => _db.GetAsync("a", Cancel));
        Assert.IsAssignableFrom<TaskDbLinqException>(error);
        Assert.Contains("stores no tasks", error.Message);
        Assert.Contains("DictDb", error.Message);
        Assert.Contains("--sqlitedb", error.Message);
        await Assert.ThrowsAsync<NoDataException>(() => _db.GetHistoryAsync(Cancel));
        await Assert.ThrowsAsync<NoDataException>(() => _db.CountAsync(Filter.Everything, Cancel));
        await Assert.ThrowsAsync<NoDataException>(() => _db.DbQueryAsync("{}", cancellationToken: Cancel));
        Assert.Throws<NoDataException>(() => _db.DbQuery("{}"));
    }

    [Fact]
    public async Task Tasks_raise_when_enumerated_and_not_when_composed()
    {
        var query = _db.Tasks.Where(t => t.MsgId == "a").OrderBy(t => t.Submitted).Select(t => t.MsgId);
        Assert.Throws<NoDataException>(() => query.ToList());
        Assert.Throws<NoDataException>(() => _db.Tasks.Any());
        await Assert.ThrowsAsync<NoDataException>(async () => await query.Async().FirstOrDefaultAsync(Cancel));
    }
}
