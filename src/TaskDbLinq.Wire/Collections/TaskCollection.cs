using TaskDbLinq.Wire.Documents;

namespace TaskDbLinq.Wire.Collections;

/// <summary>A task database as a collection. A change that depends on what is there runs alone; the others run beside each other.</summary>
internal sealed class TaskCollection(ITaskDb db, string database, string name) : IDisposable
{
    private readonly ReaderWriterLockSlim _gate = new(LockRecursionPolicy.SupportsRecursion);

    public ITaskDb Db { get; } = db;

    public string Database { get; } = database;

    public string Name { get; } = name;

    public string Namespace => $"{Database}.{Name}";

    /// <summary>Makes a change that looks at nothing first, or at one task's own fields only.</summary>
    public T Beside<T>(Func<T> change)
    {
        _gate.EnterReadLock();
        try
        {
            return change();
        }
        finally
        {
            _gate.ExitReadLock();
        }
    }

    /// <summary>Makes a change that depends on what is there: nobody else who comes this way changes it meanwhile.</summary>
    public T Alone<T>(Func<T> change)
    {
        _gate.EnterWriteLock();
        try
        {
            return change();
        }
        finally
        {
            _gate.ExitWriteLock();
        }
    }

    public void Dispose() => _gate.Dispose();
}

/// <summary>The databases and collections that there are.</summary>
internal interface ICatalog : IDisposable
{
    /// <summary>The databases with their collections.</summary>
    IReadOnlyList<TaskCollection> All { get; }

    /// <summary>The collection; null when there is none.</summary>
    TaskCollection? Find(string database, string name);

    /// <summary>The collection, made when it isn't there.</summary>
    /// <exception cref="MongoProtocol.Commands.CommandException">There can't be such a collection.</exception>
    TaskCollection Open(string database, string name);

    /// <summary>Drops a collection with its tasks; false when there is none.</summary>
    bool Drop(string database, string name);
}

/// <summary>One task database under one name; there is no other.</summary>
internal sealed class SingleCatalog(ITaskDb db, string database, string name) : ICatalog
{
    private readonly TaskCollection _only = new(db, database, name);

    public IReadOnlyList<TaskCollection> All => [_only];

    public TaskCollection? Find(string database, string name) => database == _only.Database && name == _only.Name ? _only : null;

    public TaskCollection Open(string database, string name) => Find(database, name) ?? throw new MongoProtocol.Commands.CommandException(
        Codes.InvalidNamespace,
        $"there is no collection '{database}.{name}', and none can be made: this server has '{_only.Namespace}' only");

    public bool Drop(string database, string name)
    {
        if (Find(database, name) is not { } collection)
        {
            return false;
        }

        collection.Alone(() => collection.Db.DropMatchingAsync(Filter.Everything).GetAwaiter().GetResult());
        return true;
    }

    public void Dispose() => _only.Dispose();
}
