using TaskDbLinq.Filters;

namespace TaskDbLinq;

/// <summary>What <see cref="IPythonFile.ImportAsync"/> copies.</summary>
public sealed record ImportOptions
{
    /// <summary>The table to copy; null for every table of tasks in the file: each restart of a controller may have begun one.</summary>
    public string? Table { get; init; }
}

/// <summary>What <see cref="IPythonFile.ExportAsync"/> writes.</summary>
public sealed record ExportOptions
{
    /// <summary>The table to write. Default IPython's own.</summary>
    public string Table
    {
        get;
        init => field = value.Length > 0 && !value.Contains('\'', StringComparison.Ordinal)
            ? value
            : throw new ArgumentException("IPython can't open a table without a name, or with a quote in it.", nameof(value));
    } = "ipython-tasks";

    /// <summary>
    /// Whether the table has the column <c>label</c>, as ipyparallel 8 and later expect it; ipyparallel 7 and earlier
    /// pass over a table that has it. Default yes.
    /// </summary>
    public bool HasLabel { get; init; } = true;

    /// <summary>Which tasks are written. Default all.</summary>
    public Filter Filter { get; init; } = Filter.Everything;
}

/// <summary>How far a copy has come.</summary>
/// <param name="Table">The table that is being read.</param>
/// <param name="Done">How many of its tasks are done.</param>
/// <param name="Total">How many it had at the start.</param>
public readonly record struct TransferProgress(string Table, long Done, long Total);
