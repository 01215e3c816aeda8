namespace TaskDbLinq;

/// <summary>How a <see cref="TaskDbServer"/> serves its page for people, at <c>/</c>.</summary>
public sealed record PageOptions
{
    /// <summary>Gets what is shown as the name of the database. Default none.</summary>
    public string Title { get; init; } = string.Empty;

    /// <summary>Gets a value indicating whether the page can purge, resubmit and prune. Default false.</summary>
    public bool AllowChanges { get; init; }

    /// <summary>Gets what measures the store, in bytes. Default null: the page shows no size.</summary>
    public Func<long>? StoreBytes { get; init; }

    /// <summary>Gets what reports a query on its way into further stores, beside the one that is served. Default null.</summary>
    public Func<TaskQuery, IEnumerable<QueryStage>>? Explain { get; init; }

    /// <summary>Gets a folder whose files are served in place of those in the assembly, for work on the page itself.</summary>
    internal string? Folder { get; init; }
}
