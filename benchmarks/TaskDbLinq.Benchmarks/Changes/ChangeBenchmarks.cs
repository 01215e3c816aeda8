using BenchmarkDotNet.Attributes;
using TaskDbLinq.Benchmarks.Contenders;
using TaskDbLinq.Benchmarks.Data;

namespace TaskDbLinq.Benchmarks.Changes;

/// <summary>Each change by each who can make it, to a store of each size that is made anew for every iteration.</summary>
[MemoryDiagnoser]
public abstract class ChangeBenchmarks
{
    private const int Updates = 100;

    /// <summary>The tasks of the last case, which are those of the next one if there are as many.</summary>
    private static TaskRecord[] _tasks = [];

    private IKeeper _keeper = null!;
    private Func<Task> _change = null!;

    [ParamsSource(nameof(Cases))]
    public ChangeCase Case { get; set; } = null!;

    public abstract IEnumerable<ChangeCase> Cases { get; }

    [GlobalSetup]
    public void Make()
    {
        _tasks = _tasks.Length == Tasks ? _tasks : [.. GeneratedTasks.Of(Tasks)];
        var pending = Enumerable.Range(0, Tasks).Where(GeneratedTasks.IsPending).Take(Updates).Select(GeneratedTasks.Id).ToArray();
        _change = Case.Change switch
        {
            Change.Ingest => () => _keeper.AddAsync(_tasks),
            Change.Update => () => _keeper.CompleteAsync(pending, GeneratedTasks.After(Tasks)),
            Change.Cull => () => _keeper.CullAsync(Tasks / 10, GeneratedTasks.CompletedUntil(Tasks / 10)),
            _ => () => _keeper.PurgeAsync(GeneratedTasks.Engine(7)),
        };
    }

    private int Tasks => Case.Tasks;

    [IterationSetup]
    public void Open() => _keeper = OpenAsync(Case, _tasks).GetAwaiter().GetResult();

    /// <summary>A change that was not made is no result. DictDb, which culls when it is over its limit, keeps that many and the new one.</summary>
    [IterationCleanup]
    public void Close()
    {
        var left = Case.Change switch { Change.Cull => Tasks - (Tasks / 10), Change.Purge => Tasks - (Tasks / GeneratedTasks.Engines), _ => Tasks };
        if (_keeper.CountAsync().GetAwaiter().GetResult() is var count && Math.Abs(count - left) > 1)
        {
            throw new InvalidOperationException($"{Case}: {count} tasks, not {left}.");
        }

        CloseAsync(_keeper).GetAwaiter().GetResult();
    }

    [GlobalCleanup]
    public void Leave() => LeaveAsync().GetAwaiter().GetResult();

    [Benchmark]
    public Task Run() => _change();

    /// <summary>A store that holds the tasks, or nothing for <see cref="Change.Ingest"/>.</summary>
    private protected abstract Task<IKeeper> OpenAsync(ChangeCase what, TaskRecord[] tasks);

    private protected virtual Task CloseAsync(IKeeper keeper) => keeper.DisposeAsync().AsTask();

    private protected virtual Task LeaveAsync() => Task.CompletedTask;
}
