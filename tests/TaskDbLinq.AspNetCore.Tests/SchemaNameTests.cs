using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;

namespace TaskDbLinq.AspNetCore.Tests;

/// <summary>Fields whose names mean something in JSON Schema keep them in the OpenAPI document.</summary>
public sealed class SchemaNameTests
{
    [Fact]
    public async Task A_field_named_prefixItems_keeps_its_name()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var builder = WebApplication.CreateBuilder(["--urls", "http://127.0.0.1:0", "--Logging:LogLevel:Default=None"]);
        builder.Services.AddOpenApi(options => options.DescribeFinds());
        await using var app = builder.Build();
        app.MapOpenApi();
        Tuple[] tuples = [new() { Id = 1, PrefixItems = "a", Items = 3 }, new() { Id = 2, PrefixItems = "b", Items = 4 }];
        app.MapFind("/tuples", _ => tuples.AsQueryable(), FindOptions.Default);
        await app.StartAsync(cancellation);
        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        using var client = new HttpClient { BaseAddress = new Uri(address) };

        var document = JsonNode.Parse(await client.GetStringAsync(new Uri("/openapi/v1.json", UriKind.Relative), cancellation))!;
        var schema = document["paths"]!["/tuples"]!["get"]!["parameters"]![0]!["content"]!["application/json"]!["schema"]!;
        foreach (var (filter, isOne, count) in new[]
        {
            ("""{"prefixItems":"b"}""", true, 1), ("""{"prefixItems":{"$regex":"^[ab]"},"items":{"$mod":[4,0]}}""", true, 1),
            ("""{"prefixItems":{"$gt":5}}""", false, 0), ("""{"prefixItem":"b"}""", false, 0), ("""{"items":{"$mod":[4,"x"]}}""", false, 0),
        })
        {
            Assert.Equal($"{filter}: {isOne}", $"{filter}: {CatalogApp.Accepts(document, schema, filter)}");
            using var answer = await client.GetAsync(new Uri($"/tuples?filter={filter}", UriKind.Relative), cancellation);
            if (isOne)
            {
                var found = JsonNode.Parse(await answer.Content.ReadAsStringAsync(cancellation))!;
                Assert.Equal(count, found["items"]!.AsArray().Count);
            }
            else
            {
                Assert.False(answer.IsSuccessStatusCode);
            }
        }
    }

    /// <summary>A record whose names are keywords of JSON Schema.</summary>
    public sealed class Tuple
    {
        public int Id { get; set; }

        public string PrefixItems { get; set; } = string.Empty;

        public int Items { get; set; }
    }
}
