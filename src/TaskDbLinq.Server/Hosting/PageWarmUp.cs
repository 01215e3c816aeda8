using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;
using TaskDbLinq.Server.Browsing;
using TaskDbLinq.Server.Overview;

namespace TaskDbLinq.Server.Hosting;

/// <summary>
/// Draws each picture of the page once, of a database in memory with one task, and asks the real one for its newest tasks: code is compiled
/// and questions are planned before somebody waits for them.
/// </summary>
internal static class PageWarmUp
{
    public static async Task RunAsync(ITaskDb db, PageOptions options, CancellationToken cancellationToken)
    {
        try
        {
            await DrawAsync(options, cancellationToken).ConfigureAwait(false);
            await new HistoryLoader(new MarkReader(db, new TaskColumns())).FirstPageAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception fault) when (fault is TaskDbLinqException or OperationCanceledException or ObjectDisposedException)
        {
            // Whoever looks at the page is told; the service itself is well.
        }
    }

    private static async Task DrawAsync(PageOptions options, CancellationToken cancellationToken)
    {
        var now = DateTime.UtcNow;
        await using var db = new DictDb();
        var task = new TaskRecord
        {
            MsgId = "warm_up_1",
            Submitted = now.AddSeconds(-2),
            Started = now.AddSeconds(-1),
            Completed = now,
            EngineUuid = "e",
        };
        await db.AddAsync(task, cancellationToken).ConfigureAwait(false);
        await using var overview = new TaskOverview(db, NullLogger<TaskOverview>.Instance);
        var figures = new FigureEndpoints(overview, options);
        await AskAsync(new PageFiles(options.Folder).InvokeAsync, "/", string.Empty).ConfigureAwait(false);
        var start = new StartEndpoint(overview, figures, new QueryEndpoints(db, options));
        await AskAsync(start.InvokeAsync, string.Empty, "?lang=json&width=600&lanes=24").ConfigureAwait(false);
        await AskAsync(figures.SummaryAsync, string.Empty, string.Empty).ConfigureAwait(false);
        await AskAsync(new TimelineEndpoint(overview).InvokeAsync, string.Empty, "?lang=json&width=600&lanes=24").ConfigureAwait(false);
        await AskAsync(figures.GroupsAsync, string.Empty, "?by=engine").ConfigureAwait(false);
    }

    private static Task AskAsync(RequestDelegate endpoint, string path, string query)
    {
        var context = new DefaultHttpContext();
        context.Request.Path = path;
        context.Request.QueryString = new QueryString(query);
        context.Response.Body = Stream.Null;
        return endpoint(context);
    }
}
