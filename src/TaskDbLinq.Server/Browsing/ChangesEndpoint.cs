using System.Text.Json;
using Microsoft.AspNetCore.Http;
using TaskDbLinq.Operations;
using TaskDbLinq.Server.Endpoints;
using TaskDbLinq.Server.Texts;
using TaskDbLinq.Server.Wire;

namespace TaskDbLinq.Server.Browsing;

/// <summary>
/// <c>POST /v1/page/changes</c>: purge, resubmit and prune; there only where changes are allowed. Without <c>expected</c> it tells what
/// would be changed. With it the change is made, if it still is of as many tasks as were shown.
/// </summary>
internal sealed class ChangesEndpoint(ITaskDb db)
{
    private const int MostShown = 100;

    public async Task InvokeAsync(HttpContext context)
    {
        // The token is in a header, which no other site can send: this is a second lock on the same door.
        if (context.Request.Headers["Sec-Fetch-Site"].ToString() is "cross-site" or "same-site"
            || context.Request.ContentType?.StartsWith(Answers.Json, StringComparison.Ordinal) != true)
        {
            var refused = new Failure(StatusCodes.Status403Forbidden, "refused", "changes are made by the page itself only");
            await Answers.ErrorAsync(context, refused).ConfigureAwait(false);
            return;
        }

        using var document = await Answers.ReadAsync(context).ConfigureAwait(false);
        var body = document.RootElement;
        var expected = body.TryGetProperty("expected", out var number) && number.TryGetInt64(out var count) ? count : (long?)null;
        var plan = await PlanAsync(body, context.RequestAborted).ConfigureAwait(false);
        if (expected is { } shown && shown != plan.Count)
        {
            throw new BadRequestException($"It would be {plan.Count} tasks now, not the {shown} that were shown; nothing was changed.");
        }

        // Who hangs up while the change is made has it made.
        var made = expected is null ? plan.Ids : await plan.Run(CancellationToken.None).ConfigureAwait(false);
        await Answers.WriteAsync(context, json =>
        {
            json.WriteStartObject();
            json.WriteNumber("count", plan.Count);
            json.WriteBoolean("made", expected is not null);
            json.WriteStartArray("ids");
            foreach (var id in made.Take(MostShown))
            {
                json.WriteStringValue(id);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }).ConfigureAwait(false);
    }

    private async Task<Plan> PlanAsync(JsonElement body, CancellationToken cancellationToken)
    {
        switch (Asked.Text(body, "action"))
        {
            case "purge":
                var isPendingToo = body.TryGetProperty("pending", out var pending) && pending.ValueKind == JsonValueKind.True;
                var purge = new PurgeOptions { IncludePending = isPendingToo, DryRun = true };
                var selected = await db.PurgeAsync(Which(body), purge, cancellationToken).ConfigureAwait(false);
                return new Plan(selected.MsgIds.Count, selected.MsgIds, async cancel =>
                    (await db.PurgeAsync(selected.MsgIds, purge with { DryRun = false }, cancel).ConfigureAwait(false)).MsgIds);
            case "resubmit":
                var ids = await Selection.IdsAsync(db, Which(body), cancellationToken).ConfigureAwait(false);
                return new Plan(ids.Count, ids, async cancel =>
                    [.. (await db.ResubmitAsync(ids, cancellationToken: cancel).ConfigureAwait(false)).Tasks.Select(pair => pair.Value)]);
            case "prune":
                var prunable = db.GetCapability<IPrunableTaskDb>()
                    ?? throw new BadRequestException("This database has no rules for what it keeps.");
                var policy = Policy(body);
                var report = await prunable.PruneAsync(policy, dryRun: true, cancellationToken).ConfigureAwait(false);
                return new Plan(report.Tasks, [], async cancel =>
                {
                    await prunable.PruneAsync(policy, dryRun: false, cancel).ConfigureAwait(false);
                    return [];
                });
            default:
                throw new BadRequestException("action: expected purge, resubmit or prune.");
        }
    }

    /// <summary>Some ids, or what the filter and the range select.</summary>
    private static Filter Which(JsonElement body) =>
        RowsEndpoint.Strings(body, "ids") is { Length: > 0 } ids ? Selection.Ids(ids) : Asked.Of(body).WithRange();

    private static RetentionPolicy Policy(JsonElement body)
    {
        var keep = Asked.Text(body, "keep");
        if (string.IsNullOrEmpty(keep) || !TimeWords.TryDuration(keep, out var age))
        {
            throw new BadRequestException($"keep: expected how long completed tasks are kept, such as 30d or 12h, not '{keep}'.");
        }

        return new RetentionPolicy { Keep = [new KeepRule(Filter.Everything, age)] };
    }

    private sealed record Plan(long Count, IReadOnlyCollection<string> Ids, Func<CancellationToken, Task<IReadOnlyCollection<string>>> Run);
}
