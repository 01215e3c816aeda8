using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;

namespace TaskDbLinq.Server.Hosting;

/// <summary>
/// Asks the service once for what a hub asks: the first requests compile code, and a hub waits for none of that.
/// Nothing is changed.
/// </summary>
internal static class WarmUp
{
    private const string Nobody = "taskdb-warm-up";

    public static async Task RunAsync(string url, string token, CancellationToken cancellationToken)
    {
        using var handler = new SocketsHttpHandler { SslOptions = { RemoteCertificateValidationCallback = (_, _, _, _) => true } };
        if (url.StartsWith("unix:", StringComparison.Ordinal))
        {
            handler.ConnectCallback = async (_, cancel) =>
            {
                var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
                await socket.ConnectAsync(new UnixDomainSocketEndPoint(url["unix:".Length..]), cancel).ConfigureAwait(false);
                return new NetworkStream(socket, ownsSocket: true);
            };
        }

        var root = url.StartsWith("unix:", StringComparison.Ordinal) ? "http://localhost"
            : url.Replace("//0.0.0.0", "//127.0.0.1", StringComparison.Ordinal).Replace("//[::]", "//[::1]", StringComparison.Ordinal);
        using var client = new HttpClient(handler) { BaseAddress = new Uri(root) };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        await GetAsync("/v1/health").ConfigureAwait(false);
        await GetAsync($"/v1/tasks/{Nobody}").ConfigureAwait(false);
        await PostAsync(
            "/v1/find",
            $$$$"""{"filter": {"msg_id": {"$gte": "{{{{Nobody}}}}_", "$lt": "{{{{Nobody}}}}`"}}, "keys": ["msg_id"], "limit": 1}""")
            .ConfigureAwait(false);
        await PostAsync("/v1/find", $$$$"""{"filter": {"msg_id": {"$in": ["{{{{Nobody}}}}"]}}}""").ConfigureAwait(false);

        // An update of a task that isn't there goes all the way, and changes nothing.
        await PostAsync(
            "/v1/write",
            $$$$"""{"client": "{{{{Nobody}}}}", "batch": 1, "items": [{"op": "update", "id": "{{{{Nobody}}}}", "set": {"stdout": ""}}]}""")
                .ConfigureAwait(false);

        async Task GetAsync(string path)
        {
            using var answer = await client.GetAsync(new Uri(path, UriKind.Relative), cancellationToken).ConfigureAwait(false);
        }

        async Task PostAsync(string path, string json)
        {
            using var content = new StringContent(json, Encoding.UTF8, "application/json");
            using var answer = await client.PostAsync(new Uri(path, UriKind.Relative), content, cancellationToken).ConfigureAwait(false);
        }
    }
}
