using BenchmarkDotNet.Attributes;
using TaskDbLinq.Benchmarks.Data;

namespace TaskDbLinq.Benchmarks.Rates;

/// <summary>What it takes DictDb to add a task, of two million, without and with culling at one million.</summary>
[MemoryDiagnoser]
public class CullingRate
{
    private const int Count = 2_000_000;
    private const int Limit = 1_000_000;

    private static readonly Lazy<TaskRecord[]> Tasks = new(() => [.. GeneratedTasks.Plain(Count)]);

    private TaskRecord[] _tasks = [];

    /// <summary>An iteration is one run, with the memory of the last one given back.</summary>
    [IterationSetup]
    public void Collect()
    {
        _tasks = Tasks.Value;
        GC.Collect();
    }

    [Benchmark(OperationsPerInvoke = Count, Description = "add")]
    public int Add() => Fill(int.MaxValue);

    [Benchmark(OperationsPerInvoke = Count, Description = "add and cull at a million")]
    public int AddAndCull() => Fill(Limit);

    [Benchmark(OperationsPerInvoke = Count, Description = "list and dictionary")]
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

    private int Fill(int limit)
    {
        var db = new DictDb(new DictDbOptions { RecordLimit = limit });
        foreach (var task in _tasks)
        {
            if (!db.AddAsync(task).IsCompletedSuccessfully)
            {
                throw new InvalidOperationException($"{task.MsgId} was not added.");
            }
        }

        return db.Tasks.Count();
    }
}
