using TaskDbLinq.Server.Browsing;
using TaskDbLinq.Server.Overview;

namespace TaskDbLinq.Server.Hosting;

/// <summary>What a browser asks for when it opens the page.</summary>
internal sealed class WarmUpPage(ITaskDb db, TaskOverview overview, PageOptions options)
{
    private const string Picture = "?lang=json&width=600&lanes=24";

    private readonly PageFiles _files = new(options.Folder);
    private readonly FigureEndpoints _figures = new(overview, options);
    private readonly QueryEndpoints _query = new(db, options);

    public async Task DrawAsync(CancellationToken cancellationToken)
    {
        await WarmUpRequest.GetAsync(_files.InvokeAsync, "/", string.Empty, cancellationToken).ConfigureAwait(false);
        var start = new StartEndpoint(overview, _figures, _query);
        await WarmUpRequest.GetAsync(start.InvokeAsync, string.Empty, Picture, cancellationToken).ConfigureAwait(false);
        await WarmUpRequest.GetAsync(_figures.SummaryAsync, string.Empty, string.Empty, cancellationToken).ConfigureAwait(false);
        await WarmUpRequest.GetAsync(new TimelineEndpoint(overview).InvokeAsync, string.Empty, Picture, cancellationToken)
            .ConfigureAwait(false);
        await WarmUpRequest.GetAsync(_figures.GroupsAsync, string.Empty, "?by=engine", cancellationToken).ConfigureAwait(false);
    }
}
