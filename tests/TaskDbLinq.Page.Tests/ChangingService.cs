using TaskDbLinq.Cli;
using TaskDbLinq.Cli.Arguments;
using TaskDbLinq.Cli.Commands;
using TaskDbLinq.Page.Tests;

[assembly: AssemblyFixture(typeof(ChangingService))]

namespace TaskDbLinq.Page.Tests;

/// <summary>A service whose page may change things, over a file that is empty at first: each test adds its own tasks.</summary>
public sealed class ChangingService : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("taskdb-page-changes");

    public SqliteDb Db { get; private set; } = null!;

    public TaskDbServer Server { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        var path = Path.Combine(_folder.FullName, "changing.db");
        Db = await SqliteDb.OpenAsync(path);
        Server = await Service.StartAsync(Db, PageService.Options(new DatabasePlace(TaskDbBackend.Sqlite, path), allowChanges: true));
    }

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        await Db.DisposeAsync();
        _folder.Delete(recursive: true);
    }
}
