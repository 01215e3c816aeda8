using Microsoft.Data.Sqlite;
using TaskDbLinq.Sqlite.Store;

namespace TaskDbLinq.Sqlite.Tests.Store;

/// <summary>A file that another program keeps locked is waited for, and then named.</summary>
public sealed class LockedFileTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("taskdb-locked-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task ItIsAnErrorThatSaysWhatToDo()
    {
        var file = Path.Combine(_folder.FullName, "tasks.db");
        await (await SqliteDb.OpenAsync(file, cancellationToken: TestContext.Current.CancellationToken)).DisposeAsync();
        await using var other = new SqliteConnection($"Data Source={file};Pooling=False");
        await other.OpenAsync(TestContext.Current.CancellationToken);
        StoreFile.Execute(other, "PRAGMA journal_mode = DELETE; BEGIN EXCLUSIVE");
        var options = SqliteDbOptions.ReadOnly with { BusyTimeout = TimeSpan.FromSeconds(1) };
        var fault = await Assert.ThrowsAsync<TaskDbException>(
            () => SqliteDb.OpenAsync(file, options, TestContext.Current.CancellationToken));
        Assert.Equal("'tasks.db' is locked by another process for too long: try again when that has ended.", fault.Message);
    }
}
