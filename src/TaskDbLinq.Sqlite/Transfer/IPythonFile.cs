using TaskDbLinq.Sqlite.Transfer;

namespace TaskDbLinq;

/// <summary>Copies tasks between our own layout and the files that IPython's <c>ipcontroller --sqlitedb</c> writes.</summary>
public static class IPythonFile
{
    /// <summary>
    /// Copies the tasks of a file into a database. What is there already is compared and left as it is, so that a copy
    /// that was broken off goes on where it was. The file is only read; a controller may be writing to it.
    /// </summary>
    /// <param name="file">The file to read: IPython's, or one in our own layout.</param>
    /// <param name="target">
    /// The database to write to: any backend. One that keeps less than the file has, such as milliseconds in MongoDB, makes the tasks
    /// different, which the report tells.
    /// </param>
    /// <param name="options">Null for every table of tasks.</param>
    /// <param name="progress">Hears how far it is, after each slice of tasks.</param>
    /// <param name="cancellationToken">Ends the copy after the current slice; what is written stays.</param>
    /// <exception cref="TaskDbException">The file is no task database, or a task in it can't be read.</exception>
    /// <exception cref="ReadOnlyTaskDbException">The target is open for reading only.</exception>
    public static Task<TransferReport> ImportAsync(
        string file,
        ITaskDb target,
        ImportOptions? options = null,
        IProgress<TransferProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(file);
        ArgumentNullException.ThrowIfNull(target);
        return Task.Run(() => new Import(target, progress).RunAsync(file, options?.Table, cancellationToken), cancellationToken);
    }

    /// <summary>
    /// Writes the tasks of a database into a new file in IPython's layout, which a controller started with
    /// <c>--sqlitedb</c> goes on with. The file appears under its name when it is whole and has been read back.
    /// </summary>
    /// <param name="source">The database to read: any backend.</param>
    /// <param name="file">The file to write; it must not be there.</param>
    /// <param name="options">Null for all tasks in the layout of the newest ipyparallel.</param>
    /// <param name="progress">Hears how far it is, after each slice of tasks.</param>
    /// <param name="cancellationToken">Ends the copy; no file is left.</param>
    /// <exception cref="TaskDbException">The file is there, or can't be written.</exception>
    /// <remarks>
    /// IPython's client can't show the error of a task whose engine is no longer registered: its <c>get_result</c> raises
    /// <c>KeyError</c>, with any controller and any file. Its <c>db_query</c> has the error in <c>result_content</c>.
    /// </remarks>
    public static Task<TransferReport> ExportAsync(
        ITaskDb source,
        string file,
        ExportOptions? options = null,
        IProgress<TransferProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentException.ThrowIfNullOrEmpty(file);
        return Task.Run(() =>
            new Export(source, options ?? new ExportOptions(), progress).RunAsync(file, cancellationToken), cancellationToken);
    }
}
