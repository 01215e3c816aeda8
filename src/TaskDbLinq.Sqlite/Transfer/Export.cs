using Microsoft.Data.Sqlite;
using TaskDbLinq.Filters;
using TaskDbLinq.Sqlite.Files;
using TaskDbLinq.Sqlite.IPython;
using TaskDbLinq.Writing;

namespace TaskDbLinq.Sqlite.Transfer;

/// <summary>One run of a copy into a file of IPython's layout.</summary>
internal sealed class Export(ITaskDb source, ExportOptions options, IProgress<TransferProgress>? progress)
{
    public async Task<TransferReport> RunAsync(string file, CancellationToken cancellationToken)
    {
        try
        {
            return await NewFile.WriteAsync(file, partial => CopyAsync(file, partial, cancellationToken)).ConfigureAwait(false);
        }
        catch (SqliteException fault)
        {
            throw SqliteFault.Explain(fault, file);
        }
    }

    private async Task<TransferReport> CopyAsync(string file, string partial, CancellationToken cancellationToken)
    {
        var (tasks, read) = await WriteAsync(partial, cancellationToken).ConfigureAwait(false);
        var (found, kept) = await ReadBackAsync(partial, cancellationToken).ConfigureAwait(false);
        if (tasks != found || read != kept)
        {
            throw new TaskDbException(
                $"'{file}' was not written: read back it held {found} of {tasks} tasks, with checksum {kept} instead of {read}.");
        }

        Flush(partial);
        return new TransferReport
        {
            Tables = [TaskSlices.TableOf(source)],
            Tasks = tasks,
            Added = tasks,
            Present = 0,
            Different = 0,
            DifferentIds = [],
            SourceChecksum = read,
            TargetChecksum = kept,
        };
    }

    /// <summary>Both sides are compared in the text that Python writes: it has no form for timestamps and bytes inside of dicts.</summary>
    private async Task<(long Tasks, string Checksum)> WriteAsync(string partial, CancellationToken cancellationToken)
    {
        var total = await source.CountAsync(options.Filter, cancellationToken).ConfigureAwait(false);
        using var writer = new IPythonWriter(partial, options.Table, options.HasLabel);
        return Digest(TaskSlices.Read(source, options.Filter), slice =>
        {
            cancellationToken.ThrowIfCancellationRequested();
            writer.Add(slice.Tasks);
        }, done => progress?.Report(new TransferProgress(TaskSlices.TableOf(source), done, Math.Max(done, total))));
    }

    private async Task<(long Tasks, string Checksum)> ReadBackAsync(string partial, CancellationToken cancellationToken)
    {
        var written = await SqliteDb.OpenAsync(partial, new SqliteDbOptions { Access = SqliteDbAccess.ReadOnly, Table = options.Table },
            cancellationToken).ConfigureAwait(false);
        await using (written.ConfigureAwait(false))
        {
            return Digest(TaskSlices.Read(written, Filter.Everything), _ => cancellationToken.ThrowIfCancellationRequested(), _ => { });
        }
    }

    private (long Tasks, string Checksum) Digest(IEnumerable<TaskSlice> slices, Action<TaskSlice> use, Action<long> report)
    {
        using var digest = new TaskDigest(PythonJson.Write);
        long tasks = 0;
        foreach (var slice in slices)
        {
            use(slice);
            slice.Tasks.ForEach(task => digest.Add(digest.Of(options.HasLabel ? task : task with { Label = null }, slice.Texts)));
            report(tasks += slice.Tasks.Count);
        }

        return (tasks, digest.Finish());
    }

    private static void Flush(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.ReadWrite);
        stream.Flush(flushToDisk: true);
    }
}
