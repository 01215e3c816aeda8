using System.Reflection;

namespace TaskDbLinq.Tests.InMemory;

/// <summary>Results that are read while their tasks are submitted again.</summary>
public class ResultMeanwhileTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task The_result_is_that_of_the_latest_resubmission(int before)
    {
        await using var inner = new DictDb();
        await inner.AddAsync(new TaskRecord { MsgId = "a" });
        var db = DispatchProxy.Create<ITaskDb, Resubmitted>();
        ((Resubmitted)db).Inner = inner;
        ((Resubmitted)db).Before = before;
        var result = await db.GetResultAsync("a", followResubmitted: true, TestContext.Current.CancellationToken);

        // The third query comes only when the first two saw both: nothing is submitted again.
        Assert.Equal(
            before < 3 ? ("b", 1, true) : ("a", 0, false),
            (result.MsgId, result.FollowedFrom.Count(), result.Timing.Completed is not null));
    }

    /// <summary>A database in which a task is submitted again, and completed, before the query of a number is answered.</summary>
    public class Resubmitted : DispatchProxy
    {
        private int _queries;

        public DictDb Inner { get; set; } = null!;

        public int Before { get; set; }

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
        {
            if (targetMethod!.Name == nameof(ITaskDb.QueryAsync) && ++_queries == Before)
            {
                Inner.AddAsync(new TaskRecord { MsgId = "b", Completed = DateTime.UtcNow }).GetAwaiter().GetResult();
                var update = TaskUpdate.Empty.Set("resubmitted", "b").Set("completed", DateTime.UtcNow);
                Inner.UpdateAsync("a", update).GetAwaiter().GetResult();
            }

            return targetMethod.Invoke(Inner, args);
        }
    }
}
