using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;
using TaskDbLinq.Configuration;

namespace TaskDbLinq.Hosting.Tests;

public sealed class ServicesTests(TempFolder folder) : IClassFixture<TempFolder>
{
    [Fact]
    public async Task The_configured_database_is_one_for_all()
    {
        await using var services = Services(
            ("HubFactory:db_class", "SQLiteDB"), ("SQLiteDB:location", folder.Path), ("SQLiteDB:filename", "di.db"));
        var db = services.GetRequiredService<ITaskDb>();
        await db.AddAsync(new TaskRecord { MsgId = "a" });
        Assert.Same(db, services.GetRequiredService<ITaskDb>());
        Assert.Equal("di.db", services.GetRequiredService<IOptions<TaskDbOptions>>().Value.SqliteFilename);
        Assert.True(File.Exists(Path.Combine(folder.Path, "di.db")));
    }

    [Fact]
    public async Task The_database_is_disposed_with_the_container()
    {
        var services = Services(("HubFactory:db_class", "DictDB"));
        var db = services.GetRequiredService<ITaskDb>();
        await services.DisposeAsync();
        await Assert.ThrowsAnyAsync<ObjectDisposedException>(() => db.GetHistoryAsync());
    }

    [Fact]
    public async Task Options_can_be_given_as_they_are()
    {
        await using var services = new ServiceCollection()
            .AddTaskDb(new TaskDbOptions { Backend = TaskDbBackend.Dict })
            .BuildServiceProvider();
        Assert.Empty(await services.GetRequiredService<ITaskDb>().GetHistoryAsync());
    }

    [Fact]
    public async Task A_wrong_configuration_stops_the_host_at_its_start()
    {
        await using var services = Services(("HubFactory:db_class", "SQLite"), ("DictDB:record_limit", "0"));
        var error = Assert.Throws<ConfigurationException>(() => services.GetRequiredService<IStartupValidator>().Validate());
        Assert.Equal(2, error.Problems.Length);
        Assert.Throws<ConfigurationException>(() => services.GetRequiredService<ITaskDb>());
        var report = await CheckAsync(services);
        Assert.Equal(HealthStatus.Unhealthy, report.Status);
        Assert.Contains("did you mean 'SQLiteDB'?", report.Entries["taskdb"].Description, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_sound_configuration_passes_at_the_start()
    {
        await using var services = Services(("HubFactory:db_class", "NoDB"));
        services.GetRequiredService<IStartupValidator>().Validate();
    }

    [Theory]
    [InlineData("DictDB", "The task database answers; it has no tasks.")]
    [InlineData("NoDB", "The task database is configured to store nothing.")]
    public async Task A_database_that_answers_is_healthy(string backend, string description)
    {
        await using var services = Services(("HubFactory:db_class", backend));
        var report = await CheckAsync(services);
        Assert.Equal((HealthStatus.Healthy, description), (report.Status, report.Entries["taskdb"].Description));
    }

    [Fact]
    public async Task A_database_with_tasks_is_healthy()
    {
        await using var services = Services(("HubFactory:db_class", "DictDB"));
        await services.GetRequiredService<ITaskDb>().AddAsync(new TaskRecord { MsgId = "a" });
        Assert.Equal("The task database answers.", (await CheckAsync(services)).Entries["taskdb"].Description);
    }

    [Fact]
    public async Task A_database_that_can_be_opened_later_is_healthy_then()
    {
        var late = Path.Combine(folder.Path, "late");
        await using var services = Services(("SQLiteDB:location", late));
        Assert.Equal(HealthStatus.Unhealthy, (await CheckAsync(services)).Status);
        Directory.CreateDirectory(late);
        Assert.Equal(HealthStatus.Healthy, (await CheckAsync(services)).Status);
    }

    private static Task<HealthReport> CheckAsync(ServiceProvider services) =>
        services.GetRequiredService<HealthCheckService>().CheckHealthAsync();

    private static ServiceProvider Services(params (string Key, string Value)[] settings)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(settings.ToDictionary(setting => setting.Key, setting => (string?)setting.Value))
            .Build();
        var services = new ServiceCollection().AddLogging().AddTaskDb(configuration);
        services.AddHealthChecks().AddTaskDb();
        return services.BuildServiceProvider();
    }
}
