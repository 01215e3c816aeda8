using Npgsql;
using TaskDbLinq.PostgreSql.Tasks.Model;

namespace TaskDbLinq.PostgreSql.Tasks.Writing;

/// <summary>Tasks that are added together within a transaction.</summary>
internal static class NewTasks
{
    /// <summary>Fewer tasks than this are added by a statement each.</summary>
    private const int LeastCopied = 16;

    /// <summary>Adds all of the tasks.</summary>
    /// <exception cref="DuplicateTaskException">The id of a task is taken.</exception>
    public static async Task AddAsync(NpgsqlConnection connection, IReadOnlyList<TableRow> tasks)
    {
        if (tasks.Count < LeastCopied)
        {
            await Statements.SendAsync(connection, tasks.Select(task => (task.Insert(), Taken(task.MsgId)))).ConfigureAwait(false);
        }
        else if (Repeated(tasks).FirstOrDefault() is { } repeated)
        {
            throw new DuplicateTaskException(repeated);
        }
        else if (await FindTakenAsync(connection, tasks).ConfigureAwait(false) is [var taken, ..])
        {
            throw new DuplicateTaskException(taken);
        }
        else
        {
            await CopyAsync(connection, tasks).ConfigureAwait(false);
        }
    }

    /// <summary>Adds the tasks whose ids are free.</summary>
    /// <returns>The ids that are taken.</returns>
    public static async Task<IReadOnlyList<string>> AddFreeAsync(NpgsqlConnection connection, IReadOnlyList<TableRow> tasks)
    {
        var taken = await FindTakenAsync(connection, tasks).ConfigureAwait(false);
        var left = taken.ToHashSet(StringComparer.Ordinal);

        // Of several with one id the first is added.
        TableRow[] free = [.. tasks.Where(task => !left.Contains(task.MsgId))];
        await CopyAsync(connection, [.. free.DistinctBy(task => task.MsgId)]).ConfigureAwait(false);
        return [.. taken, .. Repeated(free)];
    }

    private static async Task CopyAsync(NpgsqlConnection connection, IReadOnlyList<TableRow> tasks)
    {
        if (tasks.Count == 0)
        {
            return;
        }

        var rows = await connection.BeginBinaryImportAsync(TableRow.CopySql).ConfigureAwait(false);
        await using var closed = rows.ConfigureAwait(false);
        using var json = new JsonTexts();
        foreach (var task in tasks)
        {
            await task.CopyAsync(rows, json).ConfigureAwait(false);
        }

        await rows.CompleteAsync().ConfigureAwait(false);
    }

    /// <summary>The ids that several of the tasks have.</summary>
    private static IEnumerable<string> Repeated(IEnumerable<TableRow> tasks) =>
        tasks.CountBy(task => task.MsgId).Where(pair => pair.Value > 1).Select(pair => pair.Key);

    /// <summary>The ids that are taken in the table.</summary>
    private static async Task<IReadOnlyList<string>> FindTakenAsync(NpgsqlConnection connection, IReadOnlyList<TableRow> tasks)
    {
        var command = new NpgsqlCommand($"SELECT msg_id FROM {TaskContext.Table} WHERE msg_id = ANY ($1)", connection)
        {
            Parameters = { new NpgsqlParameter<string[]> { TypedValue = [.. tasks.Select(task => task.MsgId)] } },
        };
        await using var disposed = command.ConfigureAwait(false);
        var reader = await command.ExecuteReaderAsync().ConfigureAwait(false);
        await using var closed = reader.ConfigureAwait(false);
        var taken = new List<string>();
        while (await reader.ReadAsync().ConfigureAwait(false))
        {
            taken.Add(reader.GetString(0));
        }

        return taken;
    }

    private static Func<TaskDbLinqException> Taken(string msgId) => () => new DuplicateTaskException(msgId);
}
