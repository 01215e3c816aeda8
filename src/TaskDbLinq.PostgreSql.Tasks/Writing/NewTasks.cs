using Npgsql;
using TaskDbLinq.PostgreSql.Tasks.Model;

namespace TaskDbLinq.PostgreSql.Tasks.Writing;

/// <summary>Tasks that are added together within a transaction.</summary>
internal static class NewTasks
{
    /// <summary>Fewer tasks than this are added by a statement each.</summary>
    private const int LeastCopied = 16;

    private const string Savepoint = "copy";

    /// <summary>Adds all of the tasks.</summary>
    /// <exception cref="DuplicateTaskException">The id of a task is taken.</exception>
    public static async Task AddAsync(NpgsqlTransaction transaction, IReadOnlyList<TableRow> tasks)
    {
        var connection = transaction.Connection!;
        if (tasks.Count < LeastCopied)
        {
            await Statements.SendAsync(connection, tasks.Select(task => (task.Insert(), Taken(task.MsgId)))).ConfigureAwait(false);
        }
        else if (!await TryCopyAsync(transaction, tasks).ConfigureAwait(false))
        {
            var taken = await FindTakenAsync(connection, tasks).ConfigureAwait(false);
            if (Repeated(tasks).Concat(taken).FirstOrDefault() is { } first)
            {
                throw new DuplicateTaskException(first);
            }

            // Who had the id has dropped it meanwhile.
            await CopyRows.SendAsync(connection, tasks).ConfigureAwait(false);
        }
    }

    /// <summary>Adds the tasks whose ids are free.</summary>
    /// <param name="transaction">The transaction.</param>
    /// <param name="tasks">The tasks.</param>
    /// <param name="likelyTaken">Whether it is likely that ids are taken: they are asked for at once then.</param>
    /// <returns>The tasks that were added, in their order.</returns>
    /// <exception cref="QueryException">PostgreSQL can't keep a string of a task; none is added.</exception>
    public static async Task<IReadOnlyList<TableRow>> AddFreeAsync(
        NpgsqlTransaction transaction, IReadOnlyList<TableRow> tasks, bool likelyTaken)
    {
        if (!likelyTaken && await TryCopyAsync(transaction, tasks).ConfigureAwait(false))
        {
            return tasks;
        }

        foreach (var task in tasks)
        {
            task.Check();
        }

        var connection = transaction.Connection!;
        var taken = await FindTakenAsync(connection, tasks).ConfigureAwait(false);
        var left = taken.ToHashSet(StringComparer.Ordinal);

        // Of several with one id the first is added.
        TableRow[] free = [.. tasks.Where(task => !left.Contains(task.MsgId)).DistinctBy(task => task.MsgId)];
        await CopyRows.SendAsync(connection, free).ConfigureAwait(false);
        return free;
    }

    /// <summary>
    /// Adds all of the tasks, or, where an id is taken, none. The table's index finds it: to ask for the ids before would take as long as
    /// the server waits for the first task.
    /// </summary>
    private static async Task<bool> TryCopyAsync(NpgsqlTransaction transaction, IReadOnlyList<TableRow> tasks)
    {
        await transaction.SaveAsync(Savepoint).ConfigureAwait(false);
        try
        {
            await CopyRows.SendAsync(transaction.Connection!, tasks).ConfigureAwait(false);
            return true;
        }
        catch (PostgresException fault) when (fault.SqlState == PostgresErrorCodes.UniqueViolation)
        {
            await transaction.RollbackAsync(Savepoint).ConfigureAwait(false);
            return false;
        }
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
