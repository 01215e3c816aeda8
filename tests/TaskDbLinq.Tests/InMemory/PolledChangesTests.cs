using System.Reflection;

namespace TaskDbLinq.Tests.InMemory;

/// <summary>Watching a database that does not tell of its changes: newer timestamps are found.</summary>
public class PolledChangesTests
{
    [Fact]
    public async Task Newer_timestamps_are_found()
    {
        var cancel = TestContext.Current.CancellationToken;
        await using var db = new DictDb();
        await db.AddAsync(new TaskRecord { MsgId = "old", Submitted = DateTime.UtcNow.AddDays(-1) }, cancel);
        var watched = DispatchProxy.Create<ITaskDb, Silent>();
        ((Silent)watched).Inner = db;
        var told = new List<string>();
        await foreach (var change in ChangeWatch.RunAsync(watched, filter: null, cancel))
        {
            told.Add($"{change.Kind} {change.MsgId}");
            if (told.Count == 3)
            {
                break;
            }

            await (told.Count == 1
                ? db.UpdateAsync("old", TaskUpdate.Empty.Set("completed", DateTime.UtcNow), cancel)
                : db.UpdateAsync("new", TaskUpdate.Empty.Set("started", DateTime.UtcNow.AddSeconds(1)), cancel));
        }

        Assert.Equal(["Added new", "Updated old", "Updated new"], told);
    }

    /// <summary>A database that has no feed. The first look finds a task that was added since the watch began.</summary>
    public class Silent : DispatchProxy
    {
        private bool _asked;

        public DictDb Inner { get; set; } = null!;

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
        {
            if (!_asked)
            {
                _asked = true;
                Inner.AddAsync(new TaskRecord { MsgId = "new", Submitted = DateTime.UtcNow }, CancellationToken.None)
                    .GetAwaiter()
                    .GetResult();
            }

            return targetMethod!.Invoke(Inner, args);
        }
    }
}
