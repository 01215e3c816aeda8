using System.IO.Compression;
using System.Net;
using System.Text.RegularExpressions;

namespace TaskDbLinq.Page.Tests;

/// <summary>How the files of the page come to a browser: few, short, and once.</summary>
public sealed partial class FileTests(Browser browser, Service service)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_file_is_kept_for_good_under_an_address_with_its_hash()
    {
        using var first = await GetAsync("/");
        Assert.Equal("no-cache", first.Headers.CacheControl!.ToString());
        var address = Script().Match(await first.Content.ReadAsStringAsync(Cancel)).Groups[1].Value;
        using var script = await GetAsync($"/{address}");
        Assert.Equal("public, max-age=31536000, immutable", string.Join(", ", script.Headers.GetValues("Cache-Control").Order().Reverse()));
        Assert.Equal("text/javascript; charset=utf-8", script.Content.Headers.ContentType!.ToString());

        // Another hash is no address, and neither are the names that the files have in the assembly.
        foreach (var other in (string[])["/page/app.js", "/page/0000000000000000/app.js", "/page/index.html", $"/{address}.br"])
        {
            using var none = await GetAsync(other);
            Assert.Equal(HttpStatusCode.Unauthorized, none.StatusCode);
        }
    }

    [Theory]
    [InlineData("br", "br")]
    [InlineData("gzip, deflate", "gzip")]
    [InlineData("br;q=0, gzip;q=0.5", "gzip")]
    [InlineData("identity", null)]
    [InlineData(null, null)]
    public async Task A_browser_gets_the_form_that_it_takes(string? accepted, string? encoding)
    {
        using var first = await GetAsync("/");
        var address = "/" + Script().Match(await first.Content.ReadAsStringAsync(Cancel)).Groups[1].Value;
        using var plain = await GetAsync(address);
        var text = await plain.Content.ReadAsStringAsync(Cancel);
        using var packed = await GetAsync(address, accepted);
        Assert.Equal(encoding, packed.Content.Headers.ContentEncoding.SingleOrDefault());
        Assert.Equal("Accept-Encoding", packed.Headers.Vary.ToString());
        Assert.Equal(encoding is null, packed.Headers.ETag!.Equals(plain.Headers.ETag));
        var body = await packed.Content.ReadAsStreamAsync(Cancel);
        await using Stream unpacked = encoding switch
        {
            "br" => new BrotliStream(body, CompressionMode.Decompress),
            "gzip" => new GZipStream(body, CompressionMode.Decompress),
            _ => body,
        };
        using var reader = new StreamReader(unpacked);
        Assert.Equal(text, await reader.ReadToEndAsync(Cancel));
        Assert.InRange(packed.Content.Headers.ContentLength!.Value, 1_000, encoding is null ? long.MaxValue : text.Length / 3);
    }

    [Fact]
    public async Task A_first_view_takes_two_scripts_one_style_sheet_and_one_answer()
    {
        var context = await browser.OpenAsync();
        await using (context)
        {
            var tab = await Tab.OpenAsync(context, service.Server);
            var asked = await tab.Page.EvaluateAsync<string[]>(
                "() => performance.getEntriesByType('resource').map(one => one.name.replace(location.origin, '').replace(/\\?.*/, ''))");
            var files = asked.Where(path => Path.GetExtension(path) is ".js" or ".css").Select(path => Hash().Replace(path, "/")).Order();
            Assert.Equal(["/app.js", "/css/page.css", "/views/charts.js"], files);
            Assert.Equal("/v1/page/session", asked.First(path => path.StartsWith("/v1/", StringComparison.Ordinal)));
            Assert.Empty(tab.Complaints());
        }
    }

    [Fact]
    public async Task A_token_of_a_service_that_has_ended_leads_to_the_sign_in()
    {
        var context = await browser.OpenAsync();
        await using (context)
        {
            await context.AddInitScriptAsync("localStorage.setItem('taskdb-page', 'of-another-service')");
            var page = await context.NewPageAsync();
            await page.GotoAsync(service.Url);
            await Expect(page.Locator("h1")).ToHaveTextAsync("This page needs a new address");
            await Expect(page.Locator("#strip")).ToBeHiddenAsync();
        }
    }

    private async Task<HttpResponseMessage> GetAsync(string path, string? accepted = null)
    {
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, service.Url + path);
        if (accepted is not null)
        {
            request.Headers.AcceptEncoding.ParseAdd(accepted);
        }

        return await client.SendAsync(request, Cancel);
    }

    [GeneratedRegex("""<script src="([^"]+/app\.js)" type="module" async>""")]
    private static partial Regex Script();

    [GeneratedRegex("^/page/[0-9a-f]{16}/")]
    private static partial Regex Hash();
}
