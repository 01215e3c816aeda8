using System.Buffers;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using TaskDbLinq.Server.Wire;
using TaskDbLinq.Values;

namespace TaskDbLinq.Server.Endpoints;

/// <summary>Answers as JSON, and bodies from it.</summary>
internal static class Answers
{
    public const string Json = "application/json";

    private const int MaxDepth = 256;
    private const int MostDrained = 4;

    /// <summary>Writes one JSON value.</summary>
    public static async Task WriteAsync(HttpContext context, Action<Utf8JsonWriter> write, int status = StatusCodes.Status200OK)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(buffer, JsonWriting.Options))
        {
            write(json);
        }

        await WriteAsync(context, buffer.WrittenMemory, status).ConfigureAwait(false);
    }

    /// <summary>Writes JSON text.</summary>
    public static async Task WriteAsync(HttpContext context, ReadOnlyMemory<byte> json, int status = StatusCodes.Status200OK)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = Json;
        context.Response.ContentLength = json.Length;
        await context.Response.Body.WriteAsync(json, CancellationToken.None).ConfigureAwait(false);
    }

    /// <summary><c>[{"stage": …, "text": …, "problem": …}]</c>: what becomes of a query, stage by stage.</summary>
    public static void Write(Utf8JsonWriter json, IEnumerable<QueryStage> stages)
    {
        json.WriteStartArray();
        foreach (var stage in stages)
        {
            json.WriteStartObject();
            json.WriteString("stage", stage.Name);
            json.WriteString("text", stage.Text);
            json.WriteString("problem", stage.Problem);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    public static Task ErrorAsync(HttpContext context, Failure failure) =>
        WriteAsync(context, json => Write(json, failure), failure.Status);

    /// <summary><c>{"error": {"type": …, "message": …, "problems": [{"path": …, "reason": …, "suggestion": …}]}}</c>.</summary>
    private static void Write(Utf8JsonWriter json, Failure failure)
    {
        json.WriteStartObject();
        json.WriteStartObject("error");
        json.WriteString("type", failure.Type);
        json.WriteString("message", failure.Message);
        if (!failure.Problems.IsEmpty)
        {
            json.WriteStartArray("problems");
            foreach (var problem in failure.Problems)
            {
                json.WriteStartObject();
                json.WriteString("path", problem.Path);
                json.WriteString("reason", problem.Reason);
                json.WriteString("suggestion", problem.Suggestion);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    /// <summary>Reads a body that is a JSON object; an empty one stands for <c>{}</c>.</summary>
    /// <exception cref="BadRequestException">It isn't.</exception>
    public static async Task<JsonDocument> ReadAsync(HttpContext context)
    {
        try
        {
            var body = await BodyAsync(context).ConfigureAwait(false);
            var json = JsonDocument.Parse(body.Length == 0 ? "{}"u8.ToArray() : body, new JsonDocumentOptions { MaxDepth = MaxDepth });
            return json.RootElement.ValueKind == JsonValueKind.Object
                ? json
                : throw new BadRequestException("The body is not a JSON object.");
        }
        catch (JsonException fault)
        {
            throw new BadRequestException($"The body is not JSON: {JsonTextReader.Explain(fault)}.");
        }
    }

    /// <summary>Reads the whole body; the server's limits hold.</summary>
    /// <exception cref="BadHttpRequestException">It is longer than the limit.</exception>
    public static async Task<ReadOnlyMemory<byte>> BodyAsync(HttpContext context)
    {
        await RefuseTooLongAsync(context).ConfigureAwait(false);
        using var body = new MemoryStream((int)Math.Min(context.Request.ContentLength ?? 0, 1 << 20));
        await context.Request.Body.CopyToAsync(body, context.RequestAborted).ConfigureAwait(false);
        return body.GetBuffer().AsMemory(0, (int)body.Length);
    }

    /// <summary>
    /// A body that is not much too long is read to its end and thrown away before it is refused: most clients read no answer before
    /// they have sent everything, and would see a broken connection only.
    /// </summary>
    public static async Task RefuseTooLongAsync(HttpContext context)
    {
        var size = context.Features.Get<IHttpMaxRequestBodySizeFeature>();
        if (size is not { IsReadOnly: false, MaxRequestBodySize: { } limit }
            || context.Request.ContentLength is not { } length || length <= limit)
        {
            return;
        }

        if (length / MostDrained <= limit)
        {
            size.MaxRequestBodySize = length;
            await context.Request.Body.CopyToAsync(Stream.Null, context.RequestAborted).ConfigureAwait(false);
        }

        throw new BadHttpRequestException(
            $"The body has {length} bytes; the service takes {limit} at most.", StatusCodes.Status413PayloadTooLarge);
    }
}
