using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using TaskDbLinq;
using TaskDbLinq.Cli.Tests.Running;
using TaskDbLinq.Filters;
using TaskDbLinq.Mongo;

namespace TaskDbLinq.Cli.Tests;

/// <summary>C# of docs/, so that it compiles, and runs where that can be; <see cref="DocumentTests"/> compares the text.</summary>
public class Snippets : CliTest
{
    internal static async Task ShareAsync()
    {
        await using var db = await PostgresDb.OpenAsync("Host=db.example;Database=tasks;Username=hub");
    }

    internal static async Task ScaleAsync()
    {
        await using var db = await MongoDb.OpenAsync(
            "mongodb://a.example,b.example,c.example/ipython-tasks?replicaSet=rs0&w=majority&readPreference=secondaryPreferred");
    }

    [Fact]
    public async Task AnApplicationHasTheDatabase()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("TaskDb:HubFactory:db_class", "DictDB")]).Build();
        var services = new ServiceCollection().AddLogging();

        services.AddTaskDb(configuration.GetSection("TaskDb"));
        services.AddHealthChecks().AddTaskDb();

        await using var provider = services.BuildServiceProvider();
        Assert.Equal(0, await provider.GetRequiredService<ITaskDb>().CountAsync(Filter.Everything));
    }
}
