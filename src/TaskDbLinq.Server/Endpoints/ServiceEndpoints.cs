using System.Reflection;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using TaskDbLinq.Server.Wire;

namespace TaskDbLinq.Server.Endpoints;

/// <summary>What reports the service and of all tasks: health, statistics, the description of the API.</summary>
internal sealed class ServiceEndpoints(ITaskDb db)
{
    private static readonly TaskQuery OneId = new() { Keys = TaskKeys.Of(TaskKey.MsgId), Limit = 1 };

    private static readonly string Version =
        typeof(ServiceEndpoints).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;

    private readonly DateTime _started = DateTime.UtcNow;

    /// <summary>Asks the database for one id; a database that stores nothing is healthy as it is.</summary>
    public async Task HealthAsync(HttpContext context)
    {
        try
        {
            await foreach (var row in db.QueryAsync(OneId, context.RequestAborted).ConfigureAwait(false))
            {
                break;
            }
        }
        catch (NoDataException)
        {
            // There is nothing that could be ill.
        }

        await Answers.WriteAsync(context, json =>
        {
            json.WriteStartObject();
            json.WriteString("status", "ok");
            json.WriteString("version", Version);
            json.WriteString("protocol", Protocol.Version);
            json.WriteString("started", Timestamps.Format(_started));
            json.WriteEndObject();
        }).ConfigureAwait(false);
    }

    public async Task StatsAsync(HttpContext context)
    {
        var text = context.Request.Query["filter"].ToString();
        var filter = text.Length == 0 ? Filter.Everything : Filter.TryParse(text).CheckedFor<TaskRecord>();
        var stats = await db.StatsAsync(filter, context.Request.Query["bytes"] == "true", context.RequestAborted).ConfigureAwait(false);
        await Answers.WriteAsync(context, json => StatsWriter.Write(json, stats)).ConfigureAwait(false);
    }

    public static Task OpenApiAsync(HttpContext context) => Answers.WriteAsync(context, Resource("openapi.json"));

    /// <summary>The text of a file that the assembly carries.</summary>
    public static byte[] Resource(string name)
    {
        using var stream = typeof(ServiceEndpoints).Assembly.GetManifestResourceStream(name)!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
