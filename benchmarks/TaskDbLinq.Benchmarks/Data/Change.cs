namespace TaskDbLinq.Benchmarks.Data;

/// <summary>What is done to a store.</summary>
public enum Change
{
    /// <summary>All tasks are added to an empty store.</summary>
    Ingest,

    /// <summary>A hundred pending tasks are completed, one after the other, each awaited.</summary>
    Update,

    /// <summary>The oldest of the completed tasks go, a tenth of all.</summary>
    Cull,

    /// <summary>The completed tasks of one engine go, a fiftieth of all.</summary>
    Purge,
}
