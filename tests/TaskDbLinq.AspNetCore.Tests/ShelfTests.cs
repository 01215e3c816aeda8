using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace TaskDbLinq.AspNetCore.Tests;

/// <summary>The controller of samples/WebApi, asked over HTTP: the same questions as a minimal API, and in bodies, too.</summary>
public sealed class ShelfTests(CatalogApp app) : IClassFixture<CatalogApp>
{
    [Theory]
    [InlineData("""{"price":{"$lt":20},"tags":"maths"}""", "-title", "Curves Axioms")]
    [InlineData("""{"author.name":{"$regex":"^B"}}""", "published", "Dunes Bees")]
    [InlineData("""{"title":"Echoes"}""", "title", "")]
    [InlineData("""{}""", "title", "Axioms Bees Curves Dunes")]
    public async Task A_question_is_bound_from_the_query_string_and_from_the_body(string filter, string sort, string titles)
    {
        foreach (var (status, answer) in new[]
        {
            await GetAsync($"/shelf?filter={Uri.EscapeDataString(filter)}&sort={sort}&projection=title"),
            await PostAsync("/shelf", $$"""{"filter":{{filter}},"sort":"{{sort}}","projection":["title"]}"""),
        })
        {
            Assert.Equal(HttpStatusCode.OK, status);
            Assert.Equal(titles, string.Join(' ', answer["items"]!.AsArray().Select(item => (string)item!["title"]!)));
        }
    }

    [Theory]
    [InlineData("""{"tags":"maths"}""", 2)]
    [InlineData("""{"title":{"$in":["Bees","Echoes"]}}""", 1)]
    [InlineData("""{}""", 4)]
    public async Task A_filter_alone_is_bound_from_both(string filter, int count)
    {
        Assert.Equal(count, (int)(await GetAsync($"/shelf/count?filter={Uri.EscapeDataString(filter)}&mine=1")).Answer);
        Assert.Equal(count, (int)(await PostAsync("/shelf/count", filter)).Answer);
    }

    [Fact]
    public async Task What_names_no_fields_shows_those_that_are_open()
    {
        var (_, answer) = await PostAsync("/shelf", """{"limit":1}""");
        Assert.Equal(["title", "price", "published", "tags"], ((JsonObject)answer["items"]![0]!).Select(field => field.Key));
    }

    [Fact]
    public async Task Pages_go_on_by_their_cursor_in_bodies_too()
    {
        var (_, first) = await GetAsync("/shelf?sort=-published,title&projection=title&limit=2&total=true");
        Assert.Equal(4, (int)first["total"]!);
        var (_, second) = await PostAsync(
            "/shelf", $$"""{"sort":{"published":-1,"title":1},"projection":{"title":1},"limit":2,"after":"{{first["next"]}}"}""");
        Assert.Equal("""[{"title":"Axioms"},{"title":"Dunes"}]""", second["items"]!.ToJsonString());
        Assert.Null(second["next"]);
    }

    [Theory]
    [InlineData("/shelf", """{"filter":{"isDraft":true}}""", "filter.isDraft", "this field is not allowed here", null)]
    [InlineData("/shelf", """{"filter":{"titel":"x"}}""", "filter.titel", "this field is not allowed here", "title")]
    [InlineData("/shelf", """{"filter":{"author.phone":"1"}}""", "filter.author.phone", "this field is not allowed here", null)]
    [InlineData("/shelf", """{"filter":{"price":{"$gtt":1}}}""", "filter.price.$gtt", "unknown operator '$gtt'", "$gt")]
    [InlineData("/shelf", """{"filter":{"price":"cheap"}}""", "filter.price", "the field holds a number", null)]
    [InlineData("/shelf", """{"sort":"author.phone"}""", "sort[0]", "this field is not allowed here", null)]
    [InlineData("/shelf", """{"limit":51}""", "limit", "at most 50 records, not 51", null)]
    [InlineData("/shelf", """{"fliter":{}}""", "fliter", "unknown part of a question 'fliter'", "filter")]
    [InlineData("/shelf", """[1]""", "", "expected a question", null)]
    [InlineData("/shelf", """{""", "", "the filter is not JSON", null)]
    [InlineData("/shelf?sort=title", """{}""", "sort", "the question is in the body", null)]
    [InlineData("/shelf/count", """{"title":{"$regex":"A"}}""", "title.$regex", "this operator is not allowed here", null)]
    [InlineData("/shelf/count", """{"tags":1}""", "tags", "the field holds a string", null)]
    public async Task A_problem_of_a_body_has_its_path_its_reason_and_what_was_probably_meant(
        string path, string body, string at, string reason, string? suggestion)
    {
        var (status, answer) = await PostAsync(path, body);
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal("The query can't be answered.", (string)answer["title"]!);
        var problem = answer["problems"]!.AsArray().Single()!;
        Assert.Equal(at, (string)problem["path"]!);
        Assert.StartsWith(reason, (string)problem["reason"]!, StringComparison.Ordinal);
        Assert.Equal(suggestion, (string?)problem["suggestion"]);
    }

    [Theory]
    [InlineData("/shelf?filter={\"titel\":1}", "filter.titel")]
    [InlineData("/shelf?limit=51", "limit")]
    [InlineData("/shelf?fliter={}", "fliter")]
    [InlineData("/shelf/count?filter={\"isDraft\":true}", "filter.isDraft")]
    public async Task A_problem_of_a_query_string_has_its_path(string path, string at)
    {
        var (status, answer) = await GetAsync(path);
        Assert.Equal((HttpStatusCode.BadRequest, at), (status, (string)answer["problems"]![0]!["path"]!));
    }

    [Fact]
    public async Task A_body_that_costs_too_much_is_refused()
    {
        var wide = string.Join(',', Enumerable.Range(0, 60).Select(i => $"{{\"price\":{i}}}"));
        var deep = string.Concat(Enumerable.Repeat("{\"$and\":[", 10)) + "{}" + string.Concat(Enumerable.Repeat("]}", 10));
        foreach (var body in (string[])
            [$"{{\"filter\":{{\"$or\":[{wide}]}}}}", $"{{\"filter\":{deep}}}", $"{{\"sort\":\"{new string('a', 1 << 20)}\"}}"])
        {
            Assert.Equal(HttpStatusCode.BadRequest, (await PostAsync("/shelf", body)).Status);
        }

        using var latin = new ByteArrayContent([(byte)'"', 0xE9, (byte)'"']);
        latin.Headers.ContentType = new("application/json");
        using var response = await app.Client.PostAsync(new Uri("/shelf", UriKind.Relative), latin, TestContext.Current.CancellationToken);
        Assert.Contains(
            "not UTF-8", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    /// <summary>What the document says of a controller's filters is what the controller says of them.</summary>
    [Fact]
    public async Task The_OpenAPI_document_describes_actions()
    {
        var (_, document) = await GetAsync("/openapi/v1.json");
        var get = document["paths"]!["/shelf"]!["get"]!;
        Assert.Equal(
            ["filter", "sort", "projection", "skip", "limit", "after", "total"],
            get["parameters"]!.AsArray().Select(parameter => (string)parameter!["name"]!));
        var post = document["paths"]!["/shelf"]!["post"]!;
        Assert.Null(post["parameters"]);
        var question = post["requestBody"]!["content"]!["application/json"]!["schema"]!;
        Assert.Equal(
            ["filter", "sort", "projection", "skip", "limit", "after"], ((JsonObject)question["properties"]!).Select(part => part.Key));
        var count = document["paths"]!["/shelf/count"]!["post"]!["requestBody"]!["content"]!["application/json"]!["schema"]!;
        Assert.True(CatalogApp.Accepts(document, question["properties"]!["filter"]!, """{"author.country":{"$regex":"^i"}}"""));
        Assert.False(CatalogApp.Accepts(document, question["properties"]!["filter"]!, """{"author.phone":"1"}"""));
        Assert.True(CatalogApp.Accepts(document, count, """{"tags":"maths"}"""));
        Assert.False(CatalogApp.Accepts(document, count, """{"title":{"$regex":"^i"}}"""));
        Assert.DoesNotContain("phone", document.ToJsonString(), StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("unrecognizedKeywords", document.ToJsonString(), StringComparison.Ordinal);
        Assert.DoesNotContain("FindRequest", document.ToJsonString(), StringComparison.Ordinal);
    }

    private async Task<(HttpStatusCode Status, JsonNode Answer)> GetAsync(string path)
    {
        using var response = await app.Client.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);
        return (response.StatusCode, JsonNode.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!);
    }

    private async Task<(HttpStatusCode Status, JsonNode Answer)> PostAsync(string path, string body)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var response = await app.Client.PostAsync(new Uri(path, UriKind.Relative), content, TestContext.Current.CancellationToken);
        return (response.StatusCode, JsonNode.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!);
    }
}
