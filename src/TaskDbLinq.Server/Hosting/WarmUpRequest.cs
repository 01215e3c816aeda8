using Microsoft.AspNetCore.Http;
using TaskDbLinq.Server.Wire;

namespace TaskDbLinq.Server.Hosting;

/// <summary>A request that no client sends, and whose answer nobody reads.</summary>
internal static class WarmUpRequest
{
    public static Task GetAsync(RequestDelegate endpoint, string path, string query, CancellationToken cancellationToken)
    {
        var context = Context(cancellationToken);
        context.Request.Path = path;
        context.Request.QueryString = new QueryString(query);
        return endpoint(context);
    }

    public static async Task PostAsync(RequestDelegate endpoint, byte[] frame, CancellationToken cancellationToken)
    {
        using var body = new MemoryStream(frame);
        var context = Context(cancellationToken);
        context.Request.ContentType = Frame.ContentType;
        context.Request.Body = body;
        context.Request.ContentLength = frame.Length;
        await endpoint(context).ConfigureAwait(false);
    }

    private static DefaultHttpContext Context(CancellationToken cancellationToken) =>
        new() { RequestAborted = cancellationToken, Response = { Body = Stream.Null } };
}
