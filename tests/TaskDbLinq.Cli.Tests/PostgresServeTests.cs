using System.IO.Pipelines;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using TaskDbLinq.Cli.Hosting;
using TaskDbLinq.Cli.Tests.Running;
using TaskDbLinq.PostgreSql.Tests.Fixture;

namespace TaskDbLinq.Cli.Tests;

/// <summary><c>taskdb serve --postgres</c> keeps a database in PostgreSQL open over HTTP.</summary>
public class PostgresServeTests(PostgresServer server) : CliTest
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ADatabaseInPostgreSqlIsServed()
    {
        var database = server.CreateDatabase();
        var file = Path.Combine(Elsewhere, "connection.json");
        var output = new Pipe();
        var error = new StringWriter();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        await using var shown = output.Writer.AsStream();
        var run = TaskDbApp.RunAsync(
            ["serve", "--postgres", database, "--connection", file, "--no-page"],
            new Shell(shown, error),
            stop.Token);
        using (var lines = new StreamReader(output.Reader.AsStream()))
        {
            var first = lines.ReadLineAsync(Cancel).AsTask();
            Assert.True(await Task.WhenAny(first, run) == first, $"It ended before it served: {error}");
            Assert.EndsWith($"; clients find it in {file}", await first, StringComparison.Ordinal);
            using var connection = JsonDocument.Parse(await File.ReadAllTextAsync(file, Cancel));
            using var client = new HttpClient { BaseAddress = new Uri(connection.RootElement.GetProperty("url").GetString()!) };
            client.DefaultRequestHeaders.Authorization =
                new AuthenticationHeaderValue("Bearer", connection.RootElement.GetProperty("token").GetString());
            await PostAsync(
                client, "/v1/write",
                """{"client": "test", "batch": 1, "resent": false, "items": [{"op": "add", "id": "a", "set": {"label": "x"}}, {"op": "add", "id": "b", "set": {}}]}""");
            Assert.Contains("\"a\"", await PostAsync(client, "/v1/find", """{"filter": {"label": "x"}}"""), StringComparison.Ordinal);
            await stop.CancelAsync();
            Assert.Equal(0, await run);
        }

        Assert.Equal(string.Empty, error.ToString());
        await using var db = await PostgresDb.OpenAsync(database, cancellationToken: Cancel);
        Assert.Equal(["a", "b"], await db.GetHistoryAsync(Cancel));
    }

    private static async Task<string> PostAsync(HttpClient client, string path, string json)
    {
        using var content = new StringContent(json, Encoding.UTF8, "application/json");
        using var answer = await client.PostAsync(new Uri(path, UriKind.Relative), content, Cancel);
        var body = await answer.Content.ReadAsStringAsync(Cancel);
        Assert.True(answer.IsSuccessStatusCode, body);
        return body;
    }
}
