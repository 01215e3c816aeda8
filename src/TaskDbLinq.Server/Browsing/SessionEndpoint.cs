using Microsoft.AspNetCore.Http;
using TaskDbLinq.Server.Endpoints;
using TaskDbLinq.Server.Wire;

namespace TaskDbLinq.Server.Browsing;

/// <summary>How a browser comes to see the page: a code, which who has the service's token asks for, becomes a token of the page.</summary>
internal sealed class SessionEndpoint(PageSessions sessions)
{
    public const string Path = "/v1/page/session";
    public const string CodePath = "/v1/page/code";

    /// <summary><c>{"code": …} => {"token": …}</c></summary>
    public async Task RedeemAsync(HttpContext context)
    {
        using var body = await Answers.ReadAsync(context).ConfigureAwait(false);
        if (Asked.Text(body.RootElement, "code") is not { Length: > 0 and < 200 } code || sessions.Redeem(code) is not { } token)
        {
            await Answers.ErrorAsync(context, new Failure(StatusCodes.Status401Unauthorized, "refused", "the code is used up, too old, or of another service")).ConfigureAwait(false);
            return;
        }

        await Text(context, "token", token).ConfigureAwait(false);
    }

    public Task CodeAsync(HttpContext context) => Text(context, "code", sessions.NewCode());

    private static Task Text(HttpContext context, string name, string value) => Answers.WriteAsync(context, json =>
    {
        json.WriteStartObject();
        json.WriteString(name, value);
        json.WriteEndObject();
    });
}
