using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using TaskDbLinq.Server.Telemetry;
using TaskDbLinq.Server.Wire;

namespace TaskDbLinq.Server.Endpoints;

/// <summary>
/// <c>GET /v1/watch</c>: changes as server-sent events, <c>event: updated</c> with <c>data: {"msg_id": "…"}</c>. A comment now and
/// then keeps the connection open, and tells the service when nobody listens any more.
/// </summary>
internal sealed class WatchEndpoint(ITaskDb db, CancellationToken stopping)
{
    public const string Path = "/v1/watch";

    private const int MostWatchers = 64;
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(10);

    private int _watchers;

    public async Task InvokeAsync(HttpContext context)
    {
        var text = context.Request.Query["filter"].ToString();
        var filter = text.Length == 0 ? null : Filter.TryParse(text).CheckedFor<TaskRecord>();
        if (Interlocked.Increment(ref _watchers) > MostWatchers)
        {
            Interlocked.Decrement(ref _watchers);
            var full = new Failure(StatusCodes.Status503ServiceUnavailable, "watchers", $"{MostWatchers} clients watch already.");
            await Answers.ErrorAsync(context, full).ConfigureAwait(false);
            return;
        }

        ServerTelemetry.Watchers.Add(1);
        try
        {
            using var end = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping);
            await StreamAsync(context.Response, filter, end).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested || context.RequestAborted.IsCancellationRequested)
        {
            // The service stops, or the client has hung up: the stream just ends.
        }
        finally
        {
            ServerTelemetry.Watchers.Add(-1);
            Interlocked.Decrement(ref _watchers);
        }
    }

    private async Task StreamAsync(HttpResponse response, Filter? filter, CancellationTokenSource end)
    {
        var changes = db.WatchAsync(filter, end.Token).GetAsyncEnumerator(end.Token);
        await using (changes.ConfigureAwait(false))
        {
            var next = changes.MoveNextAsync().AsTask();
            try
            {
                response.ContentType = "text/event-stream";
                await SendAsync(": watching\n\n").ConfigureAwait(false);
                while (!end.IsCancellationRequested)
                {
                    if (await Task.WhenAny(next, Task.Delay(Silence, end.Token)).ConfigureAwait(false) != next)
                    {
                        await SendAsync(":\n\n").ConfigureAwait(false);
                    }
                    else if (await next.ConfigureAwait(false))
                    {
                        await SendAsync(Event(changes.Current)).ConfigureAwait(false);
                        next = changes.MoveNextAsync().AsTask();
                    }
                    else
                    {
                        return;
                    }
                }
            }
            finally
            {
                // An enumerator can't be disposed while it looks for the next change.
                await end.CancelAsync().ConfigureAwait(false);
                await next
                    .ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default)
                    .ConfigureAwait(false);
            }
        }

        async Task SendAsync(string text)
        {
            await response.Body.WriteAsync(Encoding.UTF8.GetBytes(text), end.Token).ConfigureAwait(false);
            await response.Body.FlushAsync(end.Token).ConfigureAwait(false);
        }
    }

    private static string Event(TaskChange change) =>
        $"event: {change.Kind.ToString().ToLowerInvariant()}\ndata: {{\"msg_id\":{JsonSerializer.Serialize(change.MsgId)}}}\n\n";
}
