using TaskDbLinq.Records;

namespace TaskDbLinq.Benchmarks.Contenders;

/// <summary>A list and a dictionary by hand, for one caller at a time.</summary>
internal sealed class ListAndDictionary : IKeeper
{
    private readonly Dictionary<string, int> _places = [];
    private List<TaskRecord> _tasks = [];

    public Task<long> CountAsync() => Task.FromResult((long)_tasks.Count);

    public Task AddAsync(TaskRecord[] tasks)
    {
        foreach (var task in tasks)
        {
            _places.Add(task.MsgId, _tasks.Count);
            _tasks.Add(task);
        }

        return Task.CompletedTask;
    }

    public Task CompleteAsync(string[] ids, DateTime moment)
    {
        var update = TaskUpdate.Empty.Set("completed", moment);
        foreach (var id in ids)
        {
            _tasks[_places[id]] = update.Apply(_tasks[_places[id]]);
        }

        return Task.CompletedTask;
    }

    public Task CullAsync(int count, int left, DateTime before) => DropAsync(task => task.Completed != null && task.Submitted < before);

    public Task PurgeAsync(string engine) => DropAsync(task => task.Completed != null && task.EngineUuid == engine);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private Task DropAsync(Func<TaskRecord, bool> drop)
    {
        var left = new List<TaskRecord>(_tasks.Count);
        _places.Clear();
        foreach (var task in _tasks)
        {
            if (!drop(task))
            {
                _places.Add(task.MsgId, left.Count);
                left.Add(task);
            }
        }

        _tasks = left;
        return Task.CompletedTask;
    }
}
