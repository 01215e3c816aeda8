using TaskDbLinq.Benchmarks.Data;

namespace TaskDbLinq.Benchmarks.Contenders;

/// <summary>A backend of ours, asked with a dictionary.</summary>
internal sealed class OurDictionaries(ITaskDb db) : IContender
{
    public Func<int> Prepare(Asked asked)
    {
        var keys = asked.Keys;
        return () => db.DbQuery(asked.Filter(), keys).Count;
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
