using BenchmarkDotNet.Attributes;

namespace TaskDbLinq.Benchmarks.InMemory;

/// <summary>
/// Adding two million tasks, without and with culling at one million: at least 500,000 a second, of which culling
/// leaves at least 80 percent.
/// </summary>
[MemoryDiagnoser]
public class AddBenchmarks
{
    private const int Count = 2_000_000;
    private const int CullLimit = 1_000_000;
    private TaskRecord[] _tasks = [];

    [GlobalSetup]
    public void Setup() => _tasks = [.. Enumerable.Range(0, Count).Select(InMemoryTasks.Make)];

    [Benchmark(Baseline = true, OperationsPerInvoke = Count)]
    public int Add() => InMemoryTasks.Database(_tasks).Tasks.Count();

    [Benchmark(OperationsPerInvoke = Count)]
    public int AddAndCull() => InMemoryTasks.Database(_tasks, CullLimit).Tasks.Count();

    /// <summary>What holding the same tasks takes at least.</summary>
    [Benchmark(OperationsPerInvoke = Count)]
    public int ListAndDictionary()
    {
        var (list, byId) = (new List<TaskRecord>(), new Dictionary<string, TaskRecord>());
        foreach (var task in _tasks)
        {
            list.Add(task);
            byId.Add(task.MsgId, task);
        }

        return list.Count + byId.Count;
    }
}
