#pragma warning disable CA1416 // Tests of file modes are skipped where there are none.

using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;

namespace TaskDbLinq.Server.Tests;

/// <summary>What must not get in, and what must not bring the service down.</summary>
public sealed class SecurityTests : ServerTest
{
    private const long MaxBody = 1 << 20;

    protected override TaskDbServerOptions Options =>
        base.Options with { MaxBodyBytes = MaxBody, RequestTimeout = TimeSpan.FromSeconds(2) };

    private Uri Url => new(Server.Urls[0]);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("Bearer")]
    [InlineData("Bearer ")]
    [InlineData("Bearer 0123456789abcdef-of-the-test")]
    [InlineData("Bearer 0123456789abcdef-of-the-testsX")]
    [InlineData("Basic 0123456789abcdef-of-the-tests")]
    [InlineData("Bearer 0123456789ABCDEF-OF-THE-TESTS")]
    public async Task Without_the_token_nothing_is_answered(string? authorization)
    {
        await Db.AddAsync(new TaskRecord { MsgId = "secret" }, Cancel);
        foreach (var path in (string[])["/v1/history", "/v1/health", "/v1/openapi.json", "/v1/tasks/secret", "/", "/nowhere"])
        {
            var answer = await RawAsync(
                $"GET {path} HTTP/1.1\r\nHost: "
                + $"localhost\r\n{(authorization is null ? "" : $"Authorization: {authorization}\r\n")}Connection: close\r\n\r\n");
            Assert.StartsWith("HTTP/1.1 401 ", answer, StringComparison.Ordinal);
            Assert.DoesNotContain("secret", answer, StringComparison.Ordinal);
        }
    }

    /// <summary>A page of another site can have a browser send requests here, under that site's name (DNS rebinding).</summary>
    [Theory]
    [InlineData("evil.example", 421)]
    [InlineData("localhost.evil.example", 421)]
    [InlineData("127.0.0.1.evil.example:80", 421)]
    [InlineData("localhost:1", 200)]
    [InlineData("127.0.0.1", 200)]
    [InlineData("[::1]:8765", 200)]
    public async Task Only_its_own_names_are_answered(string host, int status)
    {
        var answer = await RawAsync(
            $"GET /v1/health HTTP/1.1\r\nHost: {host}\r\nAuthorization: Bearer {Token}\r\nConnection: close\r\nOrigin: "
            + "http://evil.example\r\n\r\n");
        Assert.StartsWith($"HTTP/1.1 {status} ", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("Access-Control", answer, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_body_that_is_too_long_is_refused()
    {
        // A client that sends everything before it reads the answer gets it, too.
        var (status, body) = await PostAsync("/v1/find", $$"""{"filter": {"stdout": "{{new string('x', 3 * (int)MaxBody)}}"} }""");
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, status);
        Assert.Contains("The body has 3145755 bytes; the service takes 1048576 at most.", body, StringComparison.Ordinal);
        var answer = await RawAsync(
            $"POST /v1/write HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {Token}\r\nContent-Length: 99999999999\r\n\r\n");
        Assert.StartsWith("HTTP/1.1 413 ", answer, StringComparison.Ordinal);
        await StillAnswersAsync();
    }

    [Fact]
    public async Task A_body_that_does_not_come_ends_in_time()
    {
        var time = Stopwatch.StartNew();
        await RawAsync(
            $"POST /v1/write HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {Token}\r\nContent-Length: 1000\r\n\r\n{{\"client\"");
        Assert.InRange(time.Elapsed, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(20));
        await StillAnswersAsync();
    }

    [Theory]
    [InlineData("/v1/write")]
    [InlineData("/v1/find")]
    [InlineData("/v1/drop")]
    public async Task Deep_and_broken_json_is_refused(string path)
    {
        await Db.AddAsync(new TaskRecord { MsgId = "a" }, Cancel);
        foreach (var json in (string[])
            [
                new string('[', 100_000), string.Concat(Enumerable.Repeat("{\"a\":", 50_000)), "{", "nul", "\"\\ud800\"",
                "{\"filter\": {\"content\": " + new string('[', 300) + new string(']', 300) + "}}",
                $$"""{"client": "c", "batch": 1, "items": {{new string('[', 300)}}{{new string(']', 300)}}}""",
            ])
        {
            Assert.Equal(HttpStatusCode.BadRequest, (await PostAsync(path, json)).Status);
        }

        Assert.Equal(1, await Db.CountAsync(Filter.Everything, Cancel));
        await StillAnswersAsync();
    }

    [Theory]
    [InlineData("/v1/tasks/..%2f..%2fetc%2fpasswd")]
    [InlineData("/v1/tasks/%00")]
    [InlineData("/v1/tasks/a%2fbuffers%2f0")]
    [InlineData("/v1/tasks/../../etc/passwd")]
    [InlineData("//v1/health")]
    [InlineData("/v1/health/../nothing")]
    [InlineData("/V2/health")]
    public async Task A_path_leads_nowhere_else(string path)
    {
        var answer =
            await RawAsync($"GET {path} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {Token}\r\nConnection: close\r\n\r\n");
        Assert.Matches("^HTTP/1.1 (400|404) ", answer);
        Assert.DoesNotContain("root:", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_thousand_idle_connections_are_in_nobodys_way()
    {
        var idle = new List<TcpClient>();
        try
        {
            for (var n = 0; n < 1000; n++)
            {
                var client = new TcpClient();
                idle.Add(client);
                await client.ConnectAsync(IPAddress.Loopback, Url.Port, Cancel);
            }

            await StillAnswersAsync();
        }
        finally
        {
            idle.ForEach(client => client.Dispose());
        }
    }

    [Theory]
    [InlineData("http://0.0.0.0:0", "without TLS")]
    [InlineData("http://[::]:0", "without TLS")]
    [InlineData("http://192.0.2.1:0", "without TLS")]
    [InlineData("http://example.org:80", "IP address")]
    [InlineData("https://127.0.0.1:0", "certificate")]
    [InlineData("ftp://127.0.0.1", "no address")]
    [InlineData("http://127.0.0.1:0/path", "no address")]
    [InlineData("unix:relative", "absolute path")]
    public async Task An_address_that_is_not_safe_is_refused(string url, string reason)
    {
        var refused = await Assert.ThrowsAsync<ArgumentException>(() => TaskDbServer.StartAsync(Db, Options with { Urls = [url] }, Cancel));
        Assert.Contains(reason, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_socket_is_for_its_owner_only()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no modes of files.");
        var path = Path.Combine(Path.GetTempPath(), $"taskdb-{Guid.NewGuid():N}.sock");
        await using var server = await TaskDbServer.StartAsync(Db, Options with { Urls = [$"unix:{path}"] }, Cancel);
        Assert.Equal([$"unix:{path}"], server.Urls);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
    }

    [Fact]
    public void The_connection_file_is_for_its_owner_only()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no modes of files.");
        var folder = Directory.CreateTempSubdirectory("taskdb-connection");
        try
        {
            var path = Path.Combine(folder.FullName, "security", "taskdb-connection.json");
            var file = ConnectionFile.Open(path);
            file.Write("http://127.0.0.1:1");
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
            Assert.Equal(64, file.Token.Length);
            Assert.Equal(file.Token, ConnectionFile.Open(path).Token);
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead);
            Assert.Contains("chmod 600", Assert.Throws<IOException>(() => ConnectionFile.Open(path)).Message, StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private async Task StillAnswersAsync()
    {
        using var client = new HttpClient { BaseAddress = Url, Timeout = TimeSpan.FromSeconds(60) };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Token);
        Assert.Contains("\"ok\"", await client.GetStringAsync(new Uri("/v1/health", UriKind.Relative), Cancel), StringComparison.Ordinal);
    }

    /// <summary>Sends bytes that no well-behaved client would, and reads until the service hangs up.</summary>
    private async Task<string> RawAsync(string request)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, Url.Port, Cancel);
        await using var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(request), Cancel);
        var answer = new StringBuilder();
        var buffer = new byte[4096];
        try
        {
            for (int count; (count = await stream.ReadAsync(buffer, Cancel)) > 0;)
            {
                answer.Append(Encoding.UTF8.GetString(buffer, 0, count));
                if (answer.ToString().StartsWith("HTTP/1.1 413", StringComparison.Ordinal))
                {
                    break;
                }
            }
        }
        catch (IOException)
        {
            // The service cut the connection off: what came before is the answer.
        }

        return answer.ToString();
    }
}
