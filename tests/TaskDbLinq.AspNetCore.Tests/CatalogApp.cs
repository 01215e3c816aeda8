using System.Text.Json.Nodes;
using Json.Schema;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using WebApi;

namespace TaskDbLinq.AspNetCore.Tests;

/// <summary>The application of samples/WebApi on a free port, for all tests of a class: none of them changes anything.</summary>
public sealed class CatalogApp : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("taskdb-webapi");
    private WebApplication? _app;

    public HttpClient Client { get; } = new();

    public async ValueTask InitializeAsync()
    {
        _app = Catalog.Build(
            ["--urls", "http://127.0.0.1:0", "--Logging:LogLevel:Default=None"], $"Data Source={_folder.FullName}/books.db;Pooling=False");
        await _app.StartAsync(TestContext.Current.CancellationToken);
        Client.BaseAddress = new Uri(
            _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app!.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    /// <summary>Whether a schema of the OpenAPI document accepts a filter.</summary>
    public static bool Accepts(JsonNode document, JsonNode schema, string filter)
    {
        var whole = schema.DeepClone().AsObject();
        whole["$defs"] = document["components"]!["schemas"]!.DeepClone();
        using var value = System.Text.Json.JsonDocument.Parse(filter);
        return JsonSchema.FromText(whole.ToJsonString().Replace("#/components/schemas/", "#/$defs/", StringComparison.Ordinal))
            .Evaluate(value.RootElement).IsValid;
    }
}
