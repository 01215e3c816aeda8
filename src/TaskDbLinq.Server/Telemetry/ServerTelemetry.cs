using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace TaskDbLinq.Server.Telemetry;

/// <summary>The service's own activities and measurements; those of the calls into the database are the library's.</summary>
internal static class ServerTelemetry
{
    public const string Name = "TaskDbLinq.Server";

    public static readonly ActivitySource Source = new(Name);

    private static readonly Meter Meter = new(Name);

    public static readonly Counter<long> Items =
        Meter.CreateCounter<long>("taskdb.server.items", "{item}", "Changes that were taken, by operation and outcome.");

    public static readonly Counter<long> Repeated =
        Meter.CreateCounter<long>("taskdb.server.batches.repeated", "{batch}", "Batches that had been taken before.");

    public static readonly Counter<long> Refused =
        Meter.CreateCounter<long>("taskdb.server.requests.refused", "{request}", "Requests that were refused, by status.");

    public static readonly Histogram<double> Durations =
        Meter.CreateHistogram<double>("taskdb.server.request.duration", "s", "Duration of requests.");

    public static readonly Counter<long> Pruned =
        Meter.CreateCounter<long>("taskdb.server.tasks.pruned", "{task}", "Tasks that retention dropped.");

    public static readonly UpDownCounter<long> Watchers =
        Meter.CreateUpDownCounter<long>("taskdb.server.watchers", "{watcher}", "Clients that watch changes.");
}
