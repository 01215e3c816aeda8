using System.Buffers;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using TaskDbLinq.Server.Telemetry;
using TaskDbLinq.Server.Wire;
using TaskDbLinq.Server.Writing;
using TaskDbLinq.Values;

namespace TaskDbLinq.Server.Endpoints;

/// <summary>
/// <c>POST /v1/write</c>: <c>{"client": "…", "batch": 7, "resent": false, "items": [{"op": "add", "id": "…", "set": {…}}, …]}</c>, in a
/// frame or as JSON. The answer lists the changes that failed; all others are made, and on disk where the database has one.
/// </summary>
internal sealed class WriteEndpoint(ITaskDb db) : IDisposable
{
    private const int MostItems = 10_000;
    private const int LongestClient = 128;

    private readonly ClientBatches _batches = new();
    private readonly BatchApplier _applier = new(db);

    public void Dispose() => _batches.Dispose();

    public async Task InvokeAsync(HttpContext context)
    {
        using var body = await RentedBody.ReadAsync(context).ConfigureAwait(false);
        var frame = Frame.Read(body.Bytes, context.Request.ContentType == Frame.ContentType);
        if (frame.Value is not Document { Kind: DocumentKind.Object } request
            || request["items"] is not DocumentArray items || items.Count > MostItems)
        {
            throw new BadRequestException($"Expected an object with client, batch and items, {MostItems} at most.");
        }

        if (request["client"] is not DocumentString { Value: { Length: > 0 and <= LongestClient } client }
            || request["batch"] is not DocumentInt { Value: >= 0 } batch)
        {
            throw new BadRequestException("Expected client, a name for the sender, and batch, a number that grows by each batch of it.");
        }

        // Who hangs up while the changes are made has them made.
        using var turn = await _batches.EnterAsync(client, context.RequestAborted).ConfigureAwait(false);
        if (batch.Value <= turn.Last)
        {
            ServerTelemetry.Repeated.Add(1);
            await (batch.Value == turn.Last
                ? Answers.WriteAsync(context, turn.Answer)
                : Answers.ErrorAsync(context, new Failure(409, "batch", $"Batch {batch.Value} comes after batch {turn.Last}.")))
                    .ConfigureAwait(false);
            return;
        }

        var changes = items.Span.ToArray().Select(item => WriteItem.Read(item, frame)).ToArray();
        if (!frame.IsRead)
        {
            throw new BadRequestException("The frame has more buffers than its JSON announces.");
        }

        var isResent = request["resent"] is DocumentBoolean { Value: true };
        var answer = Answer(changes, await _applier.ApplyAsync(changes, isResent).ConfigureAwait(false));
        turn.Done(batch.Value, answer);
        await Answers.WriteAsync(context, answer).ConfigureAwait(false);
    }

    private static byte[] Answer(WriteItem[] changes, SortedDictionary<int, Failure> failures)
    {
        var buffer = new ArrayBufferWriter<byte>(64);
        using (var json = new Utf8JsonWriter(buffer, JsonWriting.Options))
        {
            json.WriteStartObject();
            json.WriteNumber("made", changes.Length - failures.Count);
            json.WriteStartArray("failed");
            foreach (var (at, failure) in failures)
            {
                json.WriteStartObject();
                json.WriteNumber("item", at);
                json.WriteString("id", changes[at].MsgId);
                json.WriteNumber("status", failure.Status);
                json.WriteString("message", failure.Message);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }
}
