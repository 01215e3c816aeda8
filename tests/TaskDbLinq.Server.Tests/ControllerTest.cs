namespace TaskDbLinq.Server.Tests;

/// <summary>Tests with a profile's folder of their own. Each class is a collection, so that those that wait run at the same time.</summary>
public abstract class ControllerTest : IDisposable
{
    protected const string Token = "0123456789abcdef-of-the-tests";

    protected static readonly bool IsLong = Environment.GetEnvironmentVariable("TASKDB_TEST_LONG") == "1";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("taskdb-cluster");

    protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    protected string Folder => _folder.FullName;

    protected string Connection => PathOf(Path.Combine("security", ConnectionFile.Name));

    public void Dispose()
    {
        _folder.Delete(recursive: true);
        GC.SuppressFinalize(this);
    }

    protected string PathOf(string name) => Path.Combine(Folder, name);

    protected async Task<TaskDbServer> ServeAsync(ITaskDb db)
    {
        var server = await TaskDbServer.StartAsync(db, new TaskDbServerOptions { Token = Token }, Cancel);
        Directory.CreateDirectory(Path.GetDirectoryName(Connection)!);
        File.Move(await ConnectionOfAsync(server), Connection);
        return server;
    }

    protected async Task<string> ConnectionOfAsync(TaskDbServer server)
    {
        var path = PathOf($"{Guid.NewGuid():N}.json");
        await File.WriteAllTextAsync(path, $$"""{"url": "{{server.Urls[0]}}", "token": "{{Token}}"}""", Cancel);
        return path;
    }
}
