using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;

namespace TaskDbLinq.InMemory.Storage;

/// <summary>Reports each cull: one line of log, and the counter <c>taskdblinq.tasks.culled</c> with the tag <c>pending</c>.</summary>
internal sealed partial class CullReporter(ILogger logger)
{
    private static readonly Meter Meter = new("TaskDbLinq");

    private static readonly Counter<long> Culled =
        Meter.CreateCounter<long>("taskdblinq.tasks.culled", "{task}", "Tasks that were culled to stay within the limits.");

    public void Report(CullReport report)
    {
        var completed = report.Tasks - report.Pending;
        if (completed > 0)
        {
            Culled.Add(completed, new KeyValuePair<string, object?>("pending", false));
        }

        if (report.Pending > 0)
        {
            Culled.Add(report.Pending, new KeyValuePair<string, object?>("pending", true));
            LogPending(logger, report.Tasks, report.Pending, report.Bytes);
        }
        else if (completed > 0)
        {
            LogCompleted(logger, report.Tasks, report.Bytes);
        }
    }

    [LoggerMessage(EventId = 1, Level = LogLevel.Information, Message = "Culled {Tasks} completed tasks with {Bytes} bytes of buffers.")]
    private static partial void LogCompleted(ILogger logger, int tasks, long bytes);

    [LoggerMessage(EventId = 2, Level = LogLevel.Warning,
        Message = "Culled {Tasks} tasks with {Bytes} bytes of buffers; {Pending} of them were pending, since nothing completed was left.")]
    private static partial void LogPending(ILogger logger, int tasks, int pending, long bytes);
}
