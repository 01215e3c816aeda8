namespace TaskDbLinq.Specification;

/// <summary>How one backend makes the databases that the specification is tested on.</summary>
public interface ITaskDbFixture
{
    /// <summary>The finest step of time that the backend keeps; timestamps are cut off to it.</summary>
    TimeSpan TimestampResolution { get; }

    /// <summary>A database of its own for one test, holding these tasks, added in this order.</summary>
    Task<ITaskDb> CreateAsync(params TaskRecord[] tasks);

    /// <summary>Closes a database of <see cref="CreateAsync"/> and removes what it stored.</summary>
    Task DeleteAsync(ITaskDb database);
}
