using System.Collections.Concurrent;
using TaskDbLinq.Wire.Collections;

namespace TaskDbLinq.Wire.Tests;

/// <summary>A task database of its own for each collection that is written to, as the specification needs them.</summary>
internal sealed class ManyCatalog(Func<string, ITaskDb> open) : ICatalog
{
    private readonly ConcurrentDictionary<(string Database, string Name), TaskCollection> _all = new();

    public IReadOnlyList<TaskCollection> All => [.. _all.Values];

    public TaskCollection? Find(string database, string name) => _all.GetValueOrDefault((database, name));

    public TaskCollection Open(string database, string name)
    {
        lock (_all)
        {
            return _all.GetOrAdd((database, name), key => new TaskCollection(open($"{key.Database}.{key.Name}"), key.Database, key.Name));
        }
    }

    public bool Drop(string database, string name)
    {
        if (!_all.TryRemove((database, name), out var collection))
        {
            return false;
        }

        Close(collection);
        return true;
    }

    public void Dispose()
    {
        foreach (var collection in _all.Values)
        {
            Close(collection);
        }
    }

    private static void Close(TaskCollection collection)
    {
        collection.Db.DisposeAsync().AsTask().GetAwaiter().GetResult();
        collection.Dispose();
    }
}
