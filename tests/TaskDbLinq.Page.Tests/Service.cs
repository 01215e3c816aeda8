using TaskDbLinq.Cli;
using TaskDbLinq.Cli.Arguments;
using TaskDbLinq.Cli.Commands;
using TaskDbLinq.Cli.Demo;
using TaskDbLinq.Page.Tests;

[assembly: AssemblyFixture(typeof(Service))]

namespace TaskDbLinq.Page.Tests;

/// <summary>A service over a file of demo tasks that ended just now; for all tests that change nothing.</summary>
public sealed class Service : IAsyncLifetime
{
    public const string Token = "0123456789abcdef-of-the-page-tests";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("taskdb-page");

    public SqliteDb Db { get; private set; } = null!;

    public TaskDbServer Server { get; private set; } = null!;

    public string Url => Server.Urls[0];

    public async ValueTask InitializeAsync()
    {
        var path = Path.Combine(_folder.FullName, "demo.db");
        Db = await SqliteDb.OpenAsync(path);
        await Db.WriteAsync(TaskBatch.Add([.. new DemoTasks(2_000, seed: 7, engines: 8, DateTime.UtcNow).Make()]));
        Server = await StartAsync(Db, PageService.Options(new DatabasePlace(TaskDbBackend.Sqlite, path), allowChanges: false));
    }

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        await Db.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    public static Task<TaskDbServer> StartAsync(ITaskDb db, PageOptions page) =>
        TaskDbServer.StartAsync(db, new TaskDbServerOptions { Token = Token, Page = page });
}
