using Microsoft.AspNetCore.Http;
using TaskDbLinq.Server.Endpoints;
using TaskDbLinq.Server.Overview;
using TaskDbLinq.Server.Wire;

namespace TaskDbLinq.Server.Browsing;

/// <summary>How a browser comes to see the page: a code, which who has the service's token asks for, becomes a token of the page.</summary>
internal sealed class SessionEndpoint(PageSessions sessions, TaskOverview overview, StartEndpoint start)
{
    public const string Path = "/v1/page/session";
    public const string CodePath = "/v1/page/code";

    /// <summary>
    /// <c>{"code": …} => {"token": …, "start": …}</c>: with what the page shows first, for which it needs no other request.
    /// </summary>
    public async Task RedeemAsync(HttpContext context)
    {
        // A wrong question doesn't use a code up.
        var asked = Asked.Of(context.Request.Query);
        using var body = await Answers.ReadAsync(context).ConfigureAwait(false);
        if (Asked.Text(body.RootElement, "code") is not { Length: > 0 and < 200 } code || sessions.Redeem(code) is not { } token)
        {
            var refused = new Failure(StatusCodes.Status401Unauthorized, "refused", "the code is used up, too old, or of another service");
            await Answers.ErrorAsync(context, refused).ConfigureAwait(false);
            return;
        }

        var write = await start.AskAsync(context, asked).ConfigureAwait(false);
        await Answers.WriteAsync(context, json =>
        {
            json.WriteStartObject();
            json.WriteString("token", token);
            json.WritePropertyName("start");
            write(json);
            json.WriteEndObject();
        }).ConfigureAwait(false);
    }

    /// <summary>Who asks for a code opens the page with it: the overview is read while the browser starts.</summary>
    public Task CodeAsync(HttpContext context)
    {
        overview.Prepare();
        var code = sessions.NewCode();
        return Answers.WriteAsync(context, json =>
        {
            json.WriteStartObject();
            json.WriteString("code", code);
            json.WriteEndObject();
        });
    }
}
