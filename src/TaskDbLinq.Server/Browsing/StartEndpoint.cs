using System.Text.Json;
using Microsoft.AspNetCore.Http;
using TaskDbLinq.Server.Endpoints;
using TaskDbLinq.Server.Overview;

namespace TaskDbLinq.Server.Browsing;

/// <summary>
/// <c>GET /v1/page/start</c>: what the page shows first, in one answer: what it is about, the figures of the strip, and the timeline if its
/// <c>width</c> is asked for.
/// </summary>
internal sealed class StartEndpoint(TaskOverview overview, FigureEndpoints figures, QueryEndpoints query)
{
    public async Task InvokeAsync(HttpContext context)
    {
        var write = await AskAsync(context, Asked.Of(context.Request.Query)).ConfigureAwait(false);
        await Answers.WriteAsync(context, write).ConfigureAwait(false);
    }

    /// <summary>Returns what writes the answer, when there is something to show.</summary>
    public async Task<Action<Utf8JsonWriter>> AskAsync(HttpContext context, Asked asked)
    {
        var look = await overview.LookAsync(context.RequestAborted).ConfigureAwait(false);
        var scope = await asked.ScopeAsync(look, context.RequestAborted).ConfigureAwait(false);
        return json =>
        {
            json.WriteStartObject();
            json.WritePropertyName("about");
            query.WriteAbout(json);
            json.WritePropertyName("summary");
            figures.Write(json, look, Scope.Everything);
            if (context.Request.Query.ContainsKey(TimelineEndpoint.Width))
            {
                json.WritePropertyName("timeline");
                TimelineEndpoint.Write(json, context.Request.Query, asked, look, scope);
            }

            json.WriteEndObject();
        };
    }
}
