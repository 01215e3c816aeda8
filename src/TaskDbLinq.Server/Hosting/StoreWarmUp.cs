using Microsoft.Extensions.Logging.Abstractions;
using TaskDbLinq.Operations;
using TaskDbLinq.Server.Browsing;
using TaskDbLinq.Server.Endpoints;
using TaskDbLinq.Server.Overview;

namespace TaskDbLinq.Server.Hosting;

/// <summary>
/// Does what a hub and the page ask for on an empty database of the same kind, so often that code is compiled in full, and asks the real
/// one for its newest tasks: questions are planned before somebody waits for them. Nothing is written to the real one.
/// </summary>
internal static class StoreWarmUp
{
    /// <summary>What has run thirty times is compiled in full: so many batches, and pictures of the page between them.</summary>
    private const int Batches = 40;

    private const int BatchesForAPicture = 4;

    /// <summary>Changes of a hub come in batches of some hundreds.</summary>
    private const int IdsAtOnce = 100;

    /// <summary>Warms up.</summary>
    /// <param name="db">The database that is served; none of its tasks is changed.</param>
    /// <param name="page">How the page is served; null where it isn't.</param>
    /// <param name="cancellationToken">Ends the warm-up: the service stops.</param>
    public static async Task RunAsync(ITaskDb db, PageOptions? page, CancellationToken cancellationToken)
    {
        try
        {
            if (page is not null)
            {
                await AskAsync(db, cancellationToken).ConfigureAwait(false);
            }

            if (db.GetCapability<IWarmUpTaskDb>() is { } own)
            {
                await own.WarmUpAsync(empty => PlayAsync(empty, page, cancellationToken), cancellationToken).ConfigureAwait(false);
            }
            else if (page is not null)
            {
                await using var memory = new DictDb();
                await PlayAsync(memory, page, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (Exception fault) when (fault is TaskDbLinqException or OperationCanceledException or ObjectDisposedException
            or IOException or UnauthorizedAccessException)
        {
            // Whoever comes first waits a little longer; the service itself is well.
        }
    }

    /// <summary>The questions about the first page, and about tasks that have changed.</summary>
    private static async Task AskAsync(ITaskDb db, CancellationToken cancellationToken)
    {
        var reader = new MarkReader(db, new TaskColumns());
        await new HistoryLoader(reader).FirstPageAsync(cancellationToken).ConfigureAwait(false);
        var none = Selection.Ids(Enumerable.Range(0, IdsAtOnce).Select(n => $"taskdb-warm-up_{n}"));
        await reader.ReadAsync(new TaskQuery { Filter = none }, replaces: true, which: null, seen: null, cancellationToken)
            .ConfigureAwait(false);
    }

    /// <summary>Writes tasks to an empty database, and looks at them.</summary>
    public static async Task PlayAsync(ITaskDb db, PageOptions? page, CancellationToken cancellationToken)
    {
        using var write = new WriteEndpoint(db);
        await using var overview = new TaskOverview(db, NullLogger<TaskOverview>.Instance);
        var pictures = page is null ? null : new WarmUpPage(db, overview, page);
        for (var batch = 0; batch < Batches; batch++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            await WarmUpRequest.PostAsync(write.InvokeAsync, WarmUpBatch.Of(batch), cancellationToken).ConfigureAwait(false);
            if (pictures is not null && batch % BatchesForAPicture == 0)
            {
                await pictures.DrawAsync(cancellationToken).ConfigureAwait(false);
            }
        }
    }
}
