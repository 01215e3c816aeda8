namespace TaskDbLinq;

/// <summary>Another file, to try something on.</summary>
public sealed partial class SqliteDb : IWarmUpTaskDb
{
    /// <inheritdoc/>
    async Task IWarmUpTaskDb.WarmUpAsync(Func<ITaskDb, Task> play, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("taskdb-warm-up-");
        try
        {
            // What is written here has to survive nothing, and the disk is not waited for.
            var options = new SqliteDbOptions { Durability = SqliteDurability.Normal };
            await using var db =
                await OpenAsync(Path.Combine(folder.FullName, "tasks.db"), options, cancellationToken).ConfigureAwait(false);
            await play(db).ConfigureAwait(false);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
