using Microsoft.Data.Sqlite;
using Xunit;

namespace Shop;

/// <summary>A new folder as the current one, since the snippets name files as a user does. One test at a time has it.</summary>
[CollectionDefinition(nameof(CurrentFolder))]
public sealed class CurrentFolder : IDisposable
{
    private readonly string _before = Environment.CurrentDirectory;
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("taskdb-snippets");

    public CurrentFolder() => Environment.CurrentDirectory = _folder.FullName;

    public void Dispose()
    {
        Environment.CurrentDirectory = _before;
        SqliteConnection.ClearAllPools();
        _folder.Delete(recursive: true);
    }
}
