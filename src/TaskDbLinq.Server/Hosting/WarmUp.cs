using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using TaskDbLinq.Operations;
using TaskDbLinq.Server.Browsing;
using TaskDbLinq.Server.Endpoints;
using TaskDbLinq.Server.Overview;

namespace TaskDbLinq.Server.Hosting;

/// <summary>
/// Does what a hub and the page ask for before somebody waits for it: the first requests compile code and plan questions. The database that
/// is served is asked, and not changed.
/// </summary>
internal static class WarmUp
{
    private const string Nobody = "taskdb-warm-up";

    /// <summary>What has run thirty times is compiled in full: so many batches, and pictures of the page between them.</summary>
    private const int Batches = 40;

    private const int BatchesForAPicture = 4;

    /// <summary>Changes of a hub come in batches of some hundreds.</summary>
    private const int IdsAtOnce = 100;

    /// <summary>Asks the service once, by its address, for what a hub asks.</summary>
    public static async Task OfServiceAsync(string url, string token, CancellationToken cancellationToken)
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

    /// <summary>Asks the database for its newest tasks, and does the rest, which writes, on an empty one of the same kind.</summary>
    /// <param name="db">The database that is served; none of its tasks is changed.</param>
    /// <param name="page">How the page is served; null where it isn't.</param>
    /// <param name="cancellationToken">Ends the warm-up: the service stops.</param>
    public static async Task OfStoreAsync(ITaskDb db, PageOptions? page, CancellationToken cancellationToken)
    {
        try
        {
            if (page is not null)
            {
                await AskAsync(db, cancellationToken).ConfigureAwait(false);
            }

            if (db.GetCapability<IWarmUpTaskDb>() is { } own)
            {
                await own.WarmUpAsync(empty => PlayAsync(empty, page, cancellationToken), cancellationToken).ConfigureAwait(false);
            }
            else if (page is not null)
            {
                await using var memory = new DictDb();
                await PlayAsync(memory, page, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (Exception fault) when (fault is TaskDbLinqException or OperationCanceledException or ObjectDisposedException
            or IOException or UnauthorizedAccessException)
        {
            // Whoever comes first waits a little longer; the service itself is well.
        }
    }

    /// <summary>Writes tasks to an empty database, and looks at them, so often that code is compiled in full.</summary>
    public static async Task PlayAsync(ITaskDb db, PageOptions? page, CancellationToken cancellationToken)
    {
        using var write = new WriteEndpoint(db);
        await using var overview = new TaskOverview(db, NullLogger<TaskOverview>.Instance);
        var requests = new WarmUpRequests(cancellationToken);
        var draw = page is null ? null : requests.OfPage(db, overview, page);
        for (var batch = 0; batch < Batches; batch++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            await requests.WriteAsync(write, batch).ConfigureAwait(false);
            if (draw is not null && batch % BatchesForAPicture == 0)
            {
                await draw().ConfigureAwait(false);
            }
        }
    }

    /// <summary>The questions about the first page, and about tasks that have changed.</summary>
    private static async Task AskAsync(ITaskDb db, CancellationToken cancellationToken)
    {
        var reader = new MarkReader(db, new TaskColumns());
        await new HistoryLoader(reader).FirstPageAsync(cancellationToken).ConfigureAwait(false);
        var none = Selection.Ids(Enumerable.Range(0, IdsAtOnce).Select(n => $"{Nobody}_{n}"));
        await reader.ReadAsync(new TaskQuery { Filter = none }, replaces: true, which: null, seen: null, cancellationToken)
            .ConfigureAwait(false);
    }
}
