using System.Globalization;
using Microsoft.AspNetCore.Http;
using TaskDbLinq.Operations;
using TaskDbLinq.Records;
using TaskDbLinq.Server.Endpoints;
using TaskDbLinq.Server.Wire;
using TaskDbLinq.Server.Writing;

namespace TaskDbLinq.Server.Browsing;

/// <summary>One task: all but its output, and the output in parts. The id is a parameter, since it may hold anything.</summary>
internal sealed class TaskEndpoints(ITaskDb db)
{
    private const int LongestPart = 1 << 18;
    private static readonly string[] Texts = [TaskKey.Stdout, TaskKey.Stderr, TaskKey.ExecuteInput];
    private static readonly TaskKeys Whole =
        TaskKeys.Of(TaskFields.All.Select(field => field.Key).Except([TaskKey.Stdout, TaskKey.Stderr]));
    private static readonly IReadOnlySet<string> Shown =
        Whole.Fields.Select(field => field.Key).Append(ExtraFields.DisplayData).ToHashSet();

    /// <summary>
    /// <c>{"state": …, "task": {…}, "earlier": […]}</c>; the earlier ones are those that were submitted again as this one.
    /// </summary>
    public async Task GetAsync(HttpContext context)
    {
        var id = context.Request.Query["id"].ToString();
        var row = await RowAsync(id, Whole, context.RequestAborted).ConfigureAwait(false);
        await Answers.WriteAsync(context, json =>
        {
            json.WriteStartObject();
            json.WriteString("state", RowsEndpoint.StateOf(row));
            json.WritePropertyName("task");
            RowWriter.Write(json, row, Shown);
            json.WriteEndObject();
        }).ConfigureAwait(false);
    }

    /// <summary>The tasks that were submitted again as this one: the store may have to look at each task for it.</summary>
    public async Task OriginalsAsync(HttpContext context)
    {
        var filter = Selection.Of(new Dictionary<string, object?> { [TaskKey.Resubmitted] = context.Request.Query["id"].ToString() });
        var ids = await Selection.IdsAsync(db, filter, context.RequestAborted).ConfigureAwait(false);
        await Answers.WriteAsync(context, json =>
        {
            json.WriteStartArray();
            ids.ForEach(json.WriteStringValue);
            json.WriteEndArray();
        }).ConfigureAwait(false);
    }

    /// <summary>A part of the output: <c>from</c> is a place in it, or before its end if negative.</summary>
    public async Task TextAsync(HttpContext context)
    {
        var query = context.Request.Query;
        var field = query["field"].ToString();
        if (!Texts.Contains(field)
            || !int.TryParse(query["from"], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var from))
        {
            throw new BadRequestException($"Expected a field ({string.Join(", ", Texts)}) and from, a place in its text.");
        }

        var row =
            await RowAsync(query["id"].ToString(), TaskKeys.Of(field, TaskKey.Completed), context.RequestAborted).ConfigureAwait(false);
        var text = row[field] as string ?? string.Empty;
        var (begin, end) = Part(text, from);
        await Answers.WriteAsync(context, json =>
        {
            json.WriteStartObject();
            json.WriteNumber("length", text.Length);
            json.WriteNumber("from", begin);
            json.WriteNumber("to", end);
            json.WriteBoolean(TaskKey.Completed, row[TaskKey.Completed] is not null);
            json.WriteString("text", text.AsSpan(begin, end - begin));
            json.WriteEndObject();
        }).ConfigureAwait(false);
    }

    /// <summary>The buffers of a task, as files to download.</summary>
    public async Task BufferAsync(HttpContext context)
    {
        var query = context.Request.Query;
        var field = query["field"].ToString();
        var id = query["id"].ToString();
        if (field is not (TaskKey.Buffers or TaskKey.ResultBuffers))
        {
            throw new BadRequestException("Expected a field, buffers or result_buffers, and n.");
        }

        var row = await RowAsync(id, TaskKeys.Of(field), context.RequestAborted).ConfigureAwait(false);
        var buffers = row[field] as BufferList ?? BufferList.Empty;
        if (!int.TryParse(query["n"], NumberStyles.None, CultureInfo.InvariantCulture, out var at) || at >= buffers.Count)
        {
            throw new TaskNotFoundException(id, $"The task '{id}' has {buffers.Count} of {field}.");
        }

        await Results.Bytes(buffers[at], "application/octet-stream").ExecuteAsync(context).ConfigureAwait(false);
    }

    /// <summary>Neither end is within a pair of surrogates.</summary>
    private static (int From, int To) Part(string text, int from)
    {
        var begin = Math.Clamp(from < 0 ? text.Length + from : from, 0, text.Length);
        begin += begin > 0 && begin < text.Length && char.IsLowSurrogate(text[begin]) && char.IsHighSurrogate(text[begin - 1]) ? 1 : 0;
        var end = Math.Min(text.Length, begin + LongestPart);
        return (begin, end < text.Length && end > begin && char.IsHighSurrogate(text[end - 1]) ? end - 1 : end);
    }

    private async Task<TaskRow> RowAsync(string id, TaskKeys keys, CancellationToken cancellationToken)
    {
        var query = new TaskQuery { Filter = BatchApplier.FilterOf(id), Keys = keys };
        await foreach (var row in db.QueryAsync(query, cancellationToken).ConfigureAwait(false))
        {
            return row;
        }

        throw new TaskNotFoundException(id);
    }
}
