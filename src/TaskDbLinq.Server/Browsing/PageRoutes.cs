using System.Collections.Frozen;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using TaskDbLinq.Server.Overview;

namespace TaskDbLinq.Server.Browsing;

/// <summary>The page with what it asks. Its paths are its own, and change with it.</summary>
internal sealed class PageRoutes(PageOptions options)
{
    private readonly PageFiles _files = new(options.Folder);
    private FrozenSet<string>? _paths;

    public PageSessions Sessions { get; } = new(TimeProvider.System);

    /// <summary>Returns whether a request is answered without a token: the files hold no data, and a code is as good as one.</summary>
    public bool IsOpen(HttpRequest request)
    {
        _paths ??= _files.Paths.ToFrozenSet(StringComparer.Ordinal);
        return HttpMethods.IsGet(request.Method) ? _paths.Contains(request.Path.Value ?? string.Empty)
            : HttpMethods.IsPost(request.Method) && request.Path == SessionEndpoint.Path;
    }

    /// <summary>Returns whether the page's own token is enough: to read, and for the changes that the page has itself.</summary>
    public static bool IsOfPage(HttpRequest request) =>
        request.Path.StartsWithSegments("/v1/page", StringComparison.Ordinal) && request.Path != SessionEndpoint.CodePath;

    public void Map(IEndpointRouteBuilder app, ITaskDb db, TaskOverview overview)
    {
        var figures = new FigureEndpoints(overview, options);
        var query = new QueryEndpoints(db, options);
        var start = new StartEndpoint(overview, figures, query);
        var session = new SessionEndpoint(Sessions, overview, start);
        var task = new TaskEndpoints(db);
        foreach (var path in _files.Paths)
        {
            app.MapGet(path, _files.InvokeAsync);
        }

        app.MapPost(SessionEndpoint.Path, session.RedeemAsync);
        app.MapPost(SessionEndpoint.CodePath, session.CodeAsync);
        app.MapGet("/v1/page/start", start.InvokeAsync);
        app.MapGet("/v1/page/summary", figures.SummaryAsync);
        app.MapGet("/v1/page/groups", figures.GroupsAsync);
        app.MapGet("/v1/page/names", figures.NamesAsync);
        app.MapGet("/v1/page/timeline", new TimelineEndpoint(overview).InvokeAsync);
        app.MapPost("/v1/page/rows", new RowsEndpoint(db).InvokeAsync);
        app.MapPost("/v1/page/count", query.CountAsync);
        app.MapPost("/v1/page/explain", query.ExplainAsync);
        app.MapGet("/v1/page/task", task.GetAsync);
        app.MapGet("/v1/page/originals", task.OriginalsAsync);
        app.MapGet("/v1/page/text", task.TextAsync);
        app.MapGet("/v1/page/buffer", task.BufferAsync);
        if (options.AllowChanges)
        {
            app.MapPost("/v1/page/changes", new ChangesEndpoint(db).InvokeAsync);
        }
    }
}
