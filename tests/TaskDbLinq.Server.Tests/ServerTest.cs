using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace TaskDbLinq.Server.Tests;

/// <summary>A service over a database in memory, and a client that has its token.</summary>
public abstract class ServerTest : IAsyncLifetime
{
    protected const string Token = "0123456789abcdef-of-the-tests";

    protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    protected DictDb Db { get; } = new();

    protected TaskDbServer Server { get; private set; } = null!;

    protected HttpClient Client { get; private set; } = null!;

    protected virtual TaskDbServerOptions Options => new() { Token = Token };

    public async ValueTask InitializeAsync()
    {
        Server = await TaskDbServer.StartAsync(Db, Options, Cancel);
        Client = new HttpClient { BaseAddress = new Uri(Server.Urls[0]) };
        Client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Token);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await Server.DisposeAsync();
        await Db.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected async Task<(HttpStatusCode Status, string Body)> PostAsync(string path, string json, string type = "application/json")
    {
        using var content = new StringContent(json, Encoding.UTF8, new MediaTypeHeaderValue(type));
        using var answer = await Client.PostAsync(new Uri(path, UriKind.Relative), content, Cancel);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(Cancel));
    }

    protected async Task<(HttpStatusCode Status, string Body)> GetAsync(string path)
    {
        using var answer = await Client.GetAsync(new Uri(path, UriKind.Relative), Cancel);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(Cancel));
    }

    /// <summary>Sends a batch of changes that has to be taken, and returns its answer.</summary>
    protected async Task<string> WriteAsync(int batch, string items, bool resent = false, string client = "test")
    {
        var (status, body) = await PostAsync(
            "/v1/write", $$"""{"client": "{{client}}", "batch": {{batch}}, "resent": {{(resent ? "true" : "false")}}, "items": [{{items}}]}""");
        Assert.Equal((HttpStatusCode.OK, body), (status, body));
        return body;
    }

    protected async Task<string[]> FindAsync(string question)
    {
        var (status, body) = await PostAsync("/v1/find", question);
        Assert.Equal((HttpStatusCode.OK, body), (status, body));
        return body.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    protected async Task<JsonElement> TaskAsync(string id)
    {
        var (status, body) = await GetAsync($"/v1/tasks/{id}");
        Assert.Equal((HttpStatusCode.OK, body), (status, body));
        return JsonDocument.Parse(body).RootElement;
    }
}
