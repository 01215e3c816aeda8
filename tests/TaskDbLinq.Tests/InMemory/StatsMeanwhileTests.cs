using System.Reflection;

namespace TaskDbLinq.Tests.InMemory;

/// <summary>Figures that are taken while tasks end.</summary>
public class StatsMeanwhileTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public async Task A_task_that_ends_meanwhile_is_counted_once_and_as_what_it_is(int before)
    {
        await using var inner = new DictDb();
        await inner.AddAsync(
            new TaskRecord { MsgId = "ok", Completed = DateTime.UtcNow.AddHours(-1), ResultContent = Document.Of(("status", "ok")) });
        await inner.AddAsync(new TaskRecord { MsgId = "fails", Submitted = DateTime.UtcNow });
        await inner.AddAsync(new TaskRecord { MsgId = "is aborted", Submitted = DateTime.UtcNow });
        var db = DispatchProxy.Create<ITaskDb, Meanwhile>();
        ((Meanwhile)db).Inner = inner;
        ((Meanwhile)db).Before = before;
        var stats = await db.StatsAsync(cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal(3, stats.Total);
        Assert.Contains(
            string.Join(' ', stats.States.Select(state => $"{state.Key}={state.Value}")),
            (string[])["Pending=2 Ok=1 Error=0 Aborted=0", "Pending=0 Ok=1 Error=1 Aborted=1"]);
    }

    /// <summary>A database in which tasks end before the query of a number is answered.</summary>
    public class Meanwhile : DispatchProxy
    {
        private int _queries;

        public DictDb Inner { get; set; } = null!;

        public int Before { get; set; }

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
        {
            if (targetMethod!.Name == nameof(ITaskDb.QueryAsync) && ++_queries == Before)
            {
                End("fails", "error");
                End("is aborted", "aborted");
            }

            return targetMethod.Invoke(Inner, args);
        }

        private void End(string msgId, string status)
        {
            var update = TaskUpdate.Empty.Set("completed", DateTime.UtcNow).Set("result_content", Document.Of(("status", status)));
            Inner.UpdateAsync(msgId, update).GetAwaiter().GetResult();
        }
    }
}
