using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;
using TaskDbLinq.Server.Browsing;
using TaskDbLinq.Server.Endpoints;
using TaskDbLinq.Server.Overview;
using TaskDbLinq.Server.Wire;

namespace TaskDbLinq.Server.Hosting;

/// <summary>Requests that no client sends, and whose answers nobody reads.</summary>
internal sealed class WarmUpRequests(CancellationToken cancellationToken)
{
    /// <summary>The tasks that a batch adds.</summary>
    private const int Length = 50;

    private const int BufferBytes = 100;
    private const string Picture = "?lang=json&width=600&lanes=24";

    /// <summary>Sends a batch as the Python class does: tasks that begin, and in the next batch their results.</summary>
    public async Task WriteAsync(WriteEndpoint write, int batch)
    {
        var frame = Batch(batch);
        using var body = new MemoryStream(frame);
        var context = Context();
        context.Request.ContentType = Frame.ContentType;
        context.Request.Body = body;
        context.Request.ContentLength = frame.Length;
        await write.InvokeAsync(context).ConfigureAwait(false);
    }

    /// <summary>Returns what asks for all that a browser asks for when it opens the page.</summary>
    public Func<Task> OfPage(ITaskDb db, TaskOverview overview, PageOptions options)
    {
        var files = new PageFiles(options.Folder);
        var figures = new FigureEndpoints(overview, options);
        var query = new QueryEndpoints(db, options);
        return async () =>
        {
            await GetAsync(files.InvokeAsync, "/", string.Empty).ConfigureAwait(false);
            await GetAsync(new StartEndpoint(overview, figures, query).InvokeAsync, string.Empty, Picture).ConfigureAwait(false);
            await GetAsync(figures.SummaryAsync, string.Empty, string.Empty).ConfigureAwait(false);
            await GetAsync(new TimelineEndpoint(overview).InvokeAsync, string.Empty, Picture).ConfigureAwait(false);
            await GetAsync(figures.GroupsAsync, string.Empty, "?by=engine").ConfigureAwait(false);
        };
    }

    private static byte[] Batch(int number)
    {
        var now = DateTime.UtcNow.ToString("O", CultureInfo.InvariantCulture);
        var added = Enumerable.Range(number * Length, Length).Select(n =>
            $$"""
            {"op": "add", "id": "warmup_1_{{n}}", "set": {"msg_id": "warmup_1_{{n}}", "submitted": {"$date": "{{now}}"},
              "header": {"msg_id": "warmup_1_{{n}}", "msg_type": "apply_request", "date": {"$date": "{{now}}"}, "version": "5.3"},
              "metadata": {"after": [], "follow": [], "timeout": null, "targets": [], "retries": 0}, "content": {}, "queue": "task",
              "client_uuid": "warm-up", "engine_uuid": "e{{n % 8}}", "resubmitted": null, "stdout": "", "buffers": {"$buffers": [{{BufferBytes}}]} } }
            """);
        var ended = number == 0 ? [] : Enumerable.Range((number - 1) * Length, Length).Select(n =>
            $$"""
            {"op": "update", "id": "warmup_1_{{n}}", "set": {"started": {"$date": "{{now}}"}, "completed": {"$date": "{{now}}"},
              "received": {"$date": "{{now}}"}, "engine_uuid": "e{{n % 8}}", "result_metadata": {"status": "ok"},
              "result_content": {"status": "{{(n % 10 == 0 ? "error" : "ok")}}", "ename": "E", "traceback": ["File x, line 1"]} } }
            """);
        var json = Encoding.UTF8.GetBytes(
            $$"""{"client": "warm-up", "batch": {{number + 1}}, "resent": false, "items": [{{string.Join(',', added.Concat(ended))}}]}""");
        var frame = new byte[sizeof(uint) + json.Length + (Length * BufferBytes)];
        BinaryPrimitives.WriteUInt32LittleEndian(frame, (uint)json.Length);
        json.CopyTo(frame, sizeof(uint));
        return frame;
    }

    private Task GetAsync(RequestDelegate endpoint, string path, string query)
    {
        var context = Context();
        context.Request.Path = path;
        context.Request.QueryString = new QueryString(query);
        return endpoint(context);
    }

    private DefaultHttpContext Context() => new() { RequestAborted = cancellationToken, Response = { Body = Stream.Null } };
}
