using TaskDbLinq.Sqlite.Reading;
using TaskDbLinq.Sqlite.Retention;
using TaskDbLinq.Writing;

namespace TaskDbLinq.Sqlite.Writing;

/// <summary>Drops what is no longer kept, and makes the file shorter.</summary>
internal sealed class FilePruning(SqliteWriter writer, PlanRunner runner)
{
    /// <summary>A megabyte: to give less of it back is not worth the waits for the disk.</summary>
    private const long FewPages = 128;

    public async Task<PruneReport> RunAsync(Pruning pruning, CancellationToken cancellationToken)
    {
        var (report, free) = (new PruneReport([], 0, 0, 0), 0L);
        await writer.WriteAsync(
            commands =>
            {
                report = commands.Prune(pruning);
                free = commands.Pages.Free();
                return report.Tasks;
            },
            pruning.IsAtomic ? ChangeExtent.Checked : ChangeExtent.Several,
            WriteSize.Small,
            cancellationToken).ConfigureAwait(false);
        if (free < FewPages)
        {
            return report;
        }

        // Step by step, so that other changes are not kept waiting; also what earlier drops left behind is given back.
        while (await writer.WriteAsync(
            commands => commands.Pages.Vacuum(), ChangeExtent.Checked, WriteSize.Small, cancellationToken).ConfigureAwait(false) > 0)
        {
        }

        await Task.Run(runner.Checkpoint, cancellationToken).ConfigureAwait(false);
        return report;
    }
}
