using BenchmarkDotNet.Attributes;
using TaskDbLinq.Benchmarks.Data;

namespace TaskDbLinq.Benchmarks.Rates;

/// <summary>What it takes DictDb to add a task to a million others, without and with culling at that million.</summary>
[MemoryDiagnoser]
public class CullingRate
{
    private const int Count = 1_000_000;

    private static readonly Lazy<TaskRecord[]> Generated = new(() => [.. GeneratedTasks.Plain(2 * Count)]);

    private readonly TaskRecord[] _tasks = Generated.Value;
    private DictDb _unlimited = null!;
    private DictDb _limited = null!;
    private List<TaskRecord> _list = null!;
    private Dictionary<string, TaskRecord> _byId = null!;

    [IterationSetup(Target = nameof(Add))]
    public void FillUnlimited() => _unlimited = Fill(int.MaxValue);

    [IterationSetup(Target = nameof(AddAndCull))]
    public void FillLimited() => _limited = Fill(Count);

    [IterationSetup(Target = nameof(ListAndDictionary))]
    public void FillList() => (_list, _byId) = (new(_tasks[..Count]), _tasks[..Count].ToDictionary(task => task.MsgId));

    [Benchmark(OperationsPerInvoke = Count, Description = "add")]
    public void Add() => Add(_unlimited, _tasks.AsSpan(Count));

    [Benchmark(OperationsPerInvoke = Count, Description = "add and cull at a million")]
    public void AddAndCull() => Add(_limited, _tasks.AsSpan(Count));

    [Benchmark(OperationsPerInvoke = Count, Description = "list and dictionary")]
    public void ListAndDictionary()
    {
        foreach (var task in _tasks.AsSpan(Count))
        {
            _list.Add(task);
            _byId.Add(task.MsgId, task);
        }
    }

    private DictDb Fill(int limit)
    {
        var db = new DictDb(new DictDbOptions { RecordLimit = limit });
        Add(db, _tasks.AsSpan(0, Count));
        return db;
    }

    private static void Add(DictDb db, ReadOnlySpan<TaskRecord> tasks)
    {
        foreach (var task in tasks)
        {
            if (!db.AddAsync(task).IsCompletedSuccessfully)
            {
                throw new InvalidOperationException($"{task.MsgId} was not added.");
            }
        }
    }
}
