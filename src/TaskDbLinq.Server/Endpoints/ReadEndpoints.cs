using System.Buffers;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using TaskDbLinq.Server.Wire;
using TaskDbLinq.Server.Writing;
using TaskDbLinq.Values;

namespace TaskDbLinq.Server.Endpoints;

/// <summary>What asks for tasks: find, get, count, history, explain; and drop, which asks the same way.</summary>
internal sealed class ReadEndpoints(ITaskDb db)
{
    private const string JsonLines = "application/x-ndjson";
    private const int ChunkBytes = 1 << 16;

    /// <summary>
    /// A task a line. The answer begins when the first of them is there, so that a wrong question is an error of its own.
    /// </summary>
    public async Task FindAsync(HttpContext context)
    {
        using var body = await Answers.ReadAsync(context).ConfigureAwait(false);
        var request = FindRequest.Read(body.RootElement);
        var lines = new ArrayBufferWriter<byte>(ChunkBytes);
        using var json = new Utf8JsonWriter(lines, JsonWriting.Options);
        context.Response.ContentType = JsonLines;
        await foreach (var row in db.QueryAsync(request.Query, context.RequestAborted).ConfigureAwait(false))
        {
            RowWriter.Write(json, row, request.Shown);
            json.Flush();
            json.Reset();
            lines.Write("\n"u8);
            if (lines.WrittenCount >= ChunkBytes)
            {
                await context.Response.Body.WriteAsync(lines.WrittenMemory, context.RequestAborted).ConfigureAwait(false);
                lines.ResetWrittenCount();
            }
        }

        await context.Response.Body.WriteAsync(lines.WrittenMemory, context.RequestAborted).ConfigureAwait(false);
    }

    public async Task GetAsync(HttpContext context)
    {
        var asked = context.Request.Query["keys"].ToString();
        var (keys, shown) = FindRequest.ReadKeys(asked.Length == 0 ? null : asked.Split(','));
        var row = await RowAsync(context, keys).ConfigureAwait(false);
        await Answers.WriteAsync(context, json => RowWriter.Write(json, row, shown)).ConfigureAwait(false);
    }

    /// <summary>The buffers of a task one after the other, or one of them; a range of either.</summary>
    public async Task BuffersAsync(HttpContext context, string key)
    {
        var row = await RowAsync(context, TaskKeys.Of(key)).ConfigureAwait(false);
        var buffers = row[key] as BufferList ?? BufferList.Empty;
        var bytes = context.Request.RouteValues["n"] is not string place ? All(buffers)
            : int.TryParse(place, out var at) && at < buffers.Count ? buffers[at]
            : throw new TaskNotFoundException(MsgId(context), $"The task '{MsgId(context)}' has {buffers.Count} of {key}.");
        await Results.Bytes(bytes, enableRangeProcessing: true).ExecuteAsync(context).ConfigureAwait(false);
    }

    public async Task CountAsync(HttpContext context)
    {
        using var body = await Answers.ReadAsync(context).ConfigureAwait(false);
        var count = await db.CountAsync(FindRequest.ReadFilter(body.RootElement), context.RequestAborted).ConfigureAwait(false);
        await Number(context, "count", count).ConfigureAwait(false);
    }

    /// <summary>An empty body drops nothing: dropping everything has to be said.</summary>
    public async Task DropAsync(HttpContext context)
    {
        using var body = await Answers.ReadAsync(context).ConfigureAwait(false);
        if (!body.RootElement.TryGetProperty("filter", out _))
        {
            throw new BadRequestException("Expected filter; {} selects every task.");
        }

        var dropped = await db.DropMatchingAsync(FindRequest.ReadFilter(body.RootElement), CancellationToken.None).ConfigureAwait(false);
        await Number(context, "dropped", dropped).ConfigureAwait(false);
    }

    public async Task HistoryAsync(HttpContext context)
    {
        var ids = await SubmissionOrder.IdsAsync(db, context.RequestAborted).ConfigureAwait(false);
        await Answers.WriteAsync(context, json =>
        {
            json.WriteStartArray();
            foreach (var id in ids)
            {
                json.WriteStringValue(id);
            }

            json.WriteEndArray();
        }).ConfigureAwait(false);
    }

    public async Task ExplainAsync(HttpContext context)
    {
        using var body = await Answers.ReadAsync(context).ConfigureAwait(false);
        var explanation = db.Explain(FindRequest.Read(body.RootElement).Query);
        await Answers.WriteAsync(context, json => Answers.Write(json, explanation.Stages)).ConfigureAwait(false);
    }

    private static string MsgId(HttpContext context) => (string)context.Request.RouteValues["id"]!;

    private static ReadOnlyMemory<byte> All(BufferList buffers)
    {
        var all = new byte[buffers.TotalBytes];
        var at = 0;
        foreach (var buffer in buffers)
        {
            buffer.Span.CopyTo(all.AsSpan(at));
            at += buffer.Length;
        }

        return all;
    }

    private static Task Number(HttpContext context, string name, long number) => Answers.WriteAsync(context, json =>
    {
        json.WriteStartObject();
        json.WriteNumber(name, number);
        json.WriteEndObject();
    });

    /// <summary>By a query, which costs a fraction of what a whole task does.</summary>
    private async Task<TaskRow> RowAsync(HttpContext context, TaskKeys keys)
    {
        var query = new TaskQuery { Filter = BatchApplier.FilterOf(MsgId(context)), Keys = keys };
        await foreach (var row in db.QueryAsync(query, context.RequestAborted).ConfigureAwait(false))
        {
            return row;
        }

        throw new TaskNotFoundException(MsgId(context));
    }
}
