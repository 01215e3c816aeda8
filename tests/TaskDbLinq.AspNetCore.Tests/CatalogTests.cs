using System.Net;
using System.Text.Json.Nodes;

namespace TaskDbLinq.AspNetCore.Tests;

/// <summary>The application of samples/WebApi, asked over HTTP.</summary>
public sealed class CatalogTests(CatalogApp app) : IClassFixture<CatalogApp>
{
    [Theory]
    [InlineData("/books", """[{"title":"Axioms","price":12.5},{"title":"Bees","price":30.0},{"title":"Curves","price":18.0},{"title":"Dunes","price":9.99}]""")]
    [InlineData("""/books?filter={"price":{"$lt":20},"tags":"maths"}&sort=-title""", """[{"title":"Curves","price":18.0},{"title":"Axioms","price":12.5}]""")]
    [InlineData("""/books?filter={"author.name":{"$regex":"^B"}}&sort=published""", """[{"title":"Dunes","price":9.99},{"title":"Bees","price":30.0}]""")]
    [InlineData("""/books?filter={"published":null}""", """[{"title":"Dunes","price":9.99}]""")]
    [InlineData("""/books?filter={"title":"Echoes"}""", "[]")]
    public async Task Books_are_found(string path, string expected)
    {
        var (status, answer) = await GetAsync(path + (path.Contains('?') ? "&" : "?") + "projection=title,price");
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal(expected, answer["items"]!.ToJsonString());
    }

    /// <summary>What the document's schema says of a filter is what the endpoint says of it.</summary>
    [Theory]
    [InlineData("/books", """{"price":{"$lt":20},"tags":"maths"}""", true)]
    [InlineData("/books", """{"$or":[{"published":null},{"author.name":{"$regex":"^A"}}]}""", true)]
    [InlineData("/books", """{"title":{"$in":["Bees",null]}}""", true)]
    [InlineData("/books", """{"title":{"$glob":"B*"}}""", false)]
    [InlineData("/books", """{"isDraft":true}""", false)]
    [InlineData("/books", """{"price":{"$lt":"cheap"}}""", false)]
    [InlineData("/books", """{"titel":"Bees"}""", false)]
    [InlineData("/books", """{"$nor":[{"price":1}]}""", false)]
    [InlineData("/authors", """{"name":{"$glob":"A*"}}""", true)]
    [InlineData("/authors", """{"id":1}""", false)]
    public async Task The_OpenAPI_document_describes_filters(string path, string filter, bool isOne)
    {
        var (_, document) = await GetAsync("/openapi/v1.json");
        var parameters = document["paths"]![path]!["get"]!["parameters"]!.AsArray();
        Assert.Equal(
            ["filter", "sort", "projection", "skip", "limit", "after"], parameters.Select(parameter => (string?)parameter!["name"]));
        Assert.Equal(50, (int)parameters.Single(parameter => (string?)parameter!["name"] == "limit")!["schema"]!["maximum"]!);
        var schema = parameters[0]!["content"]!["application/json"]!["schema"]!;
        Assert.Equal(isOne, CatalogApp.Accepts(document, schema, filter));
        var (status, _) = await GetAsync($"{path}?filter={filter}");
        Assert.Equal(isOne ? HttpStatusCode.OK : HttpStatusCode.BadRequest, status);
    }

    [Fact]
    public async Task Pages_go_on_by_their_cursor_and_count_when_asked()
    {
        var (_, first) = await GetAsync("/books?sort=-published,title&projection=title,author.name&limit=2&total=true");
        Assert.Equal(
            """[{"title":"Bees","author":{"name":"Bob Burr"}},{"title":"Curves","author":{"name":"Ann Ames"}}]""",
            first["items"]!.ToJsonString());
        Assert.Equal(4, (int)first["total"]!);
        var (_, second) = await GetAsync($"/books?sort=-published,title&projection=title&limit=2&after={first["next"]}");
        Assert.Equal("""[{"title":"Axioms"},{"title":"Dunes"}]""", second["items"]!.ToJsonString());
        Assert.Null(second["next"]);
        Assert.Null(second["total"]);
    }

    [Theory]
    [InlineData("""/books?filter={"isDraft":true}""", "filter.isDraft", "this field is not allowed here", null)]
    [InlineData("""/books?filter={"titel":"x"}""", "filter.titel", "this field is not allowed here", "title")]
    [InlineData("""/books?filter={"author.nam":"x"}""", "filter.author.nam", "this field is not allowed here", "name")]
    [InlineData("""/books?filter={"price":{"$gtt":1}}""", "filter.price.$gtt", "unknown operator '$gtt'", "$gt")]
    [InlineData("""/books?filter={"price":{"$mod":[2,0]}}""", "filter.price.$mod", "this operator is not allowed here", null)]
    [InlineData("""/books?filter={"price":"cheap"}""", "filter.price", "the field holds a number: expected one, not \"cheap\"", null)]
    [InlineData("/books?filter={", "filter", "the filter is not JSON", null)]
    [InlineData("/books?fliter={}", "fliter", "unknown parameter 'fliter'", "filter")]
    [InlineData("/books?limit=51", "limit", "at most 50 records, not 51", null)]
    [InlineData("/books?sort=tags", "sort.tags", "the field has no order", null)]
    [InlineData("/books?after=x", "after", "this is no cursor", null)]
    [InlineData("/books?total=maybe", "total", "expected true or false", null)]
    [InlineData("""/books?filter={"title":{"$regex":"("}}""", "filter.title.$regex", "the pattern is malformed", null)]
    [InlineData("""/authors?filter={"country":"it"}""", "filter.country", "this field is not allowed here", null)]
    public async Task A_problem_has_its_path_its_reason_and_what_was_probably_meant(
        string path, string at, string reason, string? suggestion)
    {
        var (status, answer) = await GetAsync(path);
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal("The query can't be answered.", (string)answer["title"]!);
        var problem = answer["problems"]!.AsArray().Single()!;
        Assert.Equal(at, (string)problem["path"]!);
        Assert.StartsWith(reason, (string)problem["reason"]!, StringComparison.Ordinal);
        if (suggestion is null)
        {
            Assert.Null(problem["suggestion"]);
        }
        else
        {
            Assert.Contains(suggestion, (string)problem["suggestion"]!, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Every_problem_is_told_at_once()
    {
        var (_, answer) = await GetAsync("""/books?filter={"isDraft":true,"price":{"$gtt":1}}&limit=-1&sort=secret""");
        Assert.Equal(
            ["filter.isDraft", "filter.price.$gtt", "limit", "sort[0]"],
            answer["problems"]!.AsArray().Select(problem => (string)problem!["path"]!).Order(StringComparer.Ordinal));
        Assert.Equal("It has 4 problems.", (string)answer["detail"]!);
    }

    [Fact]
    public async Task A_filter_that_costs_too_much_is_refused()
    {
        var wide = string.Join(',', Enumerable.Range(0, 60).Select(i => $"{{\"price\":{i}}}"));
        Assert.Equal(HttpStatusCode.BadRequest, (await GetAsync($"/books?filter={{\"$or\":[{wide}]}}")).Status);
        var deep = string.Concat(Enumerable.Repeat("{\"$and\":[", 10)) + "{}" + string.Concat(Enumerable.Repeat("]}", 10));
        Assert.Equal(HttpStatusCode.BadRequest, (await GetAsync($"/books?filter={deep}")).Status);
    }

    [Fact]
    public async Task A_handler_takes_a_question_as_its_parameter()
    {
        var (status, answer) = await GetAsync("""/authors?filter={"name":{"$gt":"B"}}""");
        Assert.Equal((HttpStatusCode.OK, """["Bob Burr"]"""), (status, answer.ToJsonString()));
    }

    private async Task<(HttpStatusCode Status, JsonNode Answer)> GetAsync(string path)
    {
        var parts = path.Split('?', 2);
        var query = parts.Length == 1
            ? ""
            : "?" + string.Join(
                '&',
                parts[1]
                    .Split('&')
                    .Select(part => part.Split('=', 2) is [var name, var value] ? $"{name}={Uri.EscapeDataString(value)}" : part));
        using var response = await app.Client.GetAsync(new Uri(parts[0] + query, UriKind.Relative), TestContext.Current.CancellationToken);
        return (response.StatusCode, JsonNode.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!);
    }
}
