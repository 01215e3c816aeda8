using Microsoft.AspNetCore.Http;
using TaskDbLinq.Server.Endpoints;
using TaskDbLinq.Server.Overview;
using TaskDbLinq.Server.Wire;

namespace TaskDbLinq.Server.Browsing;

/// <summary>How a browser comes to see the page: a code, which who has the service's token asks for, becomes a token of the page.</summary>
internal sealed class SessionEndpoint(PageSessions sessions, TaskOverview overview)
{
    public const string Path = "/v1/page/session";
    public const string CodePath = "/v1/page/code";

    /// <summary><c>{"code": …} => {"token": …}</c></summary>
    public async Task RedeemAsync(HttpContext context)
    {
        using var body = await Answers.ReadAsync(context).ConfigureAwait(false);
        if (Asked.Text(body.RootElement, "code") is not { Length: > 0 and < 200 } code || sessions.Redeem(code) is not { } token)
        {
            var refused = new Failure(StatusCodes.Status401Unauthorized, "refused", "the code is used up, too old, or of another service");
            await Answers.ErrorAsync(context, refused).ConfigureAwait(false);
            return;
        }

        overview.Prepare();
        await Text(context, "token", token).ConfigureAwait(false);
    }

    /// <summary>Who asks for a code opens the page with it: the overview is read while the browser starts.</summary>
    public Task CodeAsync(HttpContext context)
    {
        overview.Prepare();
        return Text(context, "code", sessions.NewCode());
    }

    private static Task Text(HttpContext context, string name, string value) => Answers.WriteAsync(context, json =>
    {
        json.WriteStartObject();
        json.WriteString(name, value);
        json.WriteEndObject();
    });
}
