using Microsoft.Data.Sqlite;
using TaskDbLinq;
using TaskDbLinq.Filters;
using TaskDbLinq.Records;
using TaskDbLinq.Sqlite;

/// <summary>
/// What a process may do that is held to less than its parent: <c>attempt FILE ACCESS</c> opens a file, counts its tasks
/// and adds one; <c>fill FILE</c> adds tasks until the disk, which already holds a file of some size, has no more space,
/// and adds that one when the other file is gone. Each step is a line: what it gave, or the message of the error.
/// </summary>
internal static class AttemptRun
{
    public static async Task RunAsync(string[] args)
    {
        SqliteDb? db = null;
        var access = args is [_, _, var name] ? Enum.Parse<SqliteDbAccess>(name) : SqliteDbAccess.Create;
        if (!await StepAsync("open", async () => (db = await SqliteDb.OpenAsync(args[1], new SqliteDbOptions { Access = access })).Table))
        {
            return;
        }

        await using (db)
        {
            var other = Path.Combine(Path.GetDirectoryName(args[1])!, "other");
            if (args[0] == "fill")
            {
                File.WriteAllBytes(other, new byte[200_000]);
                await FillAsync(db!);
            }

            await StepAsync("count", async () => await db!.CountAsync(Filter.Everything));
            if (args[0] == "fill")
            {
                await StepAsync("integrity", () => Task.FromResult(Check(args[1])));
                File.Delete(other);
            }

            await StepAsync("add", async () => await AddAsync(db!, "added", 20_000));
        }
    }

    private static async Task FillAsync(SqliteDb db)
    {
        var tasks = 0;
        while (await StepAsync("fill", async () => await AddAsync(db, $"{tasks}", 20_000)))
        {
            tasks++;
        }

        await StepAsync("all there", async () => await db.CountAsync(Filter.Everything) == tasks);
    }

    private static async Task<object?> AddAsync(ITaskDb db, string id, int bytes)
    {
        await db.AddAsync(new TaskRecord { MsgId = id, Submitted = DateTime.UtcNow, Stdout = new string('x', bytes) });
        return "done";
    }

    private static object? Check(string file)
    {
        using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA integrity_check";
        return command.ExecuteScalar();
    }

    private static async Task<bool> StepAsync(string name, Func<Task<object?>> step)
    {
        try
        {
            Console.WriteLine($"{name}: {await step()}");
            return true;
        }
        catch (Exception fault) when (fault is TaskDbException or ReadOnlyTaskDbException)
        {
            Console.WriteLine($"{name}: {fault.GetType().Name}: {fault.Message}");
            return false;
        }
    }
}
