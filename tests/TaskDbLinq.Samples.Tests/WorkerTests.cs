using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Overdue;

namespace TaskDbLinq.Samples.Tests;

/// <summary>The sample worker reports each overdue task once, and again when it became overdue again.</summary>
public sealed class WorkerTests
{
    [Fact]
    public async Task An_overdue_task_is_reported_once()
    {
        var cancel = TestContext.Current.CancellationToken;
        await using ITaskDb db = new DictDb();
        var now = DateTime.UtcNow;
        await db.AddAsync(new TaskRecord { MsgId = "new", Submitted = now.AddMinutes(-1) }, cancel);
        await db.AddAsync(new TaskRecord { MsgId = "late", Submitted = now.AddHours(-2) }, cancel);
        await db.AddAsync(new TaskRecord { MsgId = "later", Submitted = now.AddHours(-3) }, cancel);
        await db.AddAsync(new TaskRecord { MsgId = "done", Submitted = now.AddHours(-4), Completed = now }, cancel);
        using var worker = new OverdueWorker(db, Options.Create(new OverdueOptions()), NullLogger<OverdueWorker>.Instance);
        Assert.Equal(["later", "late"], await worker.LookAsync(cancel));
        Assert.Empty(await worker.LookAsync(cancel));
        await db.AddAsync(new TaskRecord { MsgId = "latest", Submitted = now.AddHours(-1.5) }, cancel);
        Assert.Equal(["latest"], await worker.LookAsync(cancel));
    }
}
