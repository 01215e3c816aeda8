using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace TaskDbLinq.Page.Tests;

/// <summary>Who may see the page, and what its token may do.</summary>
public sealed class SessionTests(Service service)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_code_is_good_once_and_its_token_only_reads_what_the_page_shows()
    {
        var code = service.Server.CreatePageUrl().Split("#code=")[1];
        var (status, body) = await SendAsync("POST", "/v1/page/session", null, $$"""{"code": "{{code}}"}""");
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await SendAsync("POST", "/v1/page/session", null, $$"""{"code": "{{code}}"}""")).Status);

        var token = JsonDocument.Parse(body).RootElement.GetProperty("token").GetString()!;
        Assert.Equal(HttpStatusCode.OK, (await SendAsync("GET", "/v1/page/summary", token)).Status);
        foreach (var (method, path) in (IEnumerable<(string, string)>)
            [
                ("POST", "/v1/write"), ("POST", "/v1/drop"), ("POST", "/v1/find"), ("GET", "/v1/history"), ("POST", "/v1/page/code"),
                ("GET", "/v1/page/../history"),
            ])
        {
            Assert.Equal(HttpStatusCode.Unauthorized, (await SendAsync(method, path, token, method == "POST" ? "{}" : null)).Status);
        }
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"code": ""}""")]
    [InlineData("""{"code": "0000"}""")]
    public async Task A_wrong_code_is_refused(string body) =>
        Assert.Equal(HttpStatusCode.Unauthorized, (await SendAsync("POST", "/v1/page/session", null, body)).Status);

    [Fact]
    public async Task Without_a_token_only_the_files_are_there_and_they_allow_nothing_from_elsewhere()
    {
        foreach (var path in (string[])["/v1/page/summary", "/v1/page/start", "/v1/health", "/page/../v1/history", "/page/nothing.js"])
        {
            Assert.Equal(HttpStatusCode.Unauthorized, (await SendAsync("GET", path, null)).Status);
        }

        using var client = new HttpClient();
        using var answer = await client.GetAsync(new Uri(service.Url), Cancel);
        var policy = Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));
        Assert.StartsWith("default-src 'none'; script-src 'self'; style-src 'self';", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain(answer.Headers, header => header.Key.Contains("Set-Cookie", StringComparison.OrdinalIgnoreCase));
        var html = await answer.Content.ReadAsStringAsync(Cancel);
        Assert.DoesNotContain("http:", html, StringComparison.Ordinal);
        Assert.DoesNotContain("https:", html, StringComparison.Ordinal);

        using var again = new HttpRequestMessage(HttpMethod.Get, service.Url);
        again.Headers.IfNoneMatch.Add(answer.Headers.ETag!);
        using var unchanged = await client.SendAsync(again, Cancel);
        Assert.Equal(HttpStatusCode.NotModified, unchanged.StatusCode);
    }

    private async Task<(HttpStatusCode Status, string Body)> SendAsync(string method, string path, string? token, string? json = null)
    {
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(new HttpMethod(method), service.Url + path);
        request.Headers.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        request.Content = json is null ? null : new StringContent(json, Encoding.UTF8, "application/json");
        using var answer = await client.SendAsync(request, Cancel);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(Cancel));
    }
}
