using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace TaskDbLinq.Server.Endpoints;

/// <summary>All paths; openapi.json describes them, and a test compares the two.</summary>
internal static class Routes
{
    public static void Map(IEndpointRouteBuilder app, ITaskDb db, WriteEndpoint write, CancellationToken stopping)
    {
        var (read, service) = (new ReadEndpoints(db), new ServiceEndpoints(db));
        Post("/v1/write", write.InvokeAsync);
        Post("/v1/find", read.FindAsync);
        Post("/v1/count", read.CountAsync);
        Post("/v1/drop", read.DropAsync);
        Post("/v1/explain", read.ExplainAsync);
        Get("/v1/tasks/{id}", read.GetAsync);
        foreach (var field in (string[])[TaskKey.Buffers, TaskKey.ResultBuffers])
        {
            Get($"/v1/tasks/{{id}}/{field}", context => read.BuffersAsync(context, field));
            Get($"/v1/tasks/{{id}}/{field}/{{n}}", context => read.BuffersAsync(context, field));
        }

        Get("/v1/history", read.HistoryAsync);
        Get("/v1/stats", service.StatsAsync);
        Get(WatchEndpoint.Path, new WatchEndpoint(db, stopping).InvokeAsync);
        Get("/v1/health", service.HealthAsync);
        Get("/v1/openapi.json", ServiceEndpoints.OpenApiAsync);

        void Post(string path, RequestDelegate handle) => app.MapPost(path, handle);
        void Get(string path, RequestDelegate handle) => app.MapGet(path, handle);
    }
}
