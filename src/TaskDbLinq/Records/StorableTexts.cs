using TaskDbLinq.Values;

namespace TaskDbLinq.Records;

/// <summary>
/// Refuses what no store keeps: a task without an id, strings that UTF-8 has no bytes for, since half of a surrogate pair would
/// become another character without a word, and documents that nest so deep that they could not be read again.
/// </summary>
internal static class StorableTexts
{
    /// <summary>
    /// How deep documents and arrays nest at most. Two levels more are the forms of a value in Extended JSON, and a few those of a row in
    /// an answer; <see cref="DocumentJson.MaxDepth"/> is where reading ends.
    /// </summary>
    public const int MostLevels = 250;

    /// <summary>Checks a task.</summary>
    /// <param name="task">The task.</param>
    /// <param name="inDicts">Whether the strings in dict fields are checked, too; JSON text can hold them as escapes.</param>
    /// <param name="refuse">Tells why this store keeps a string not; null for one without reasons of its own.</param>
    /// <param name="mostLevels">How deep documents nest at most.</param>
    /// <exception cref="QueryException">A string or a document can't be kept; every such one is listed.</exception>
    public static void Check(TaskRecord task, bool inDicts, Func<string, string?>? refuse = null, int mostLevels = MostLevels)
    {
        CheckId(task);
        var problems = new List<QueryProblem>();
        foreach (var field in TaskFields.All)
        {
            Check(field, field.Read(task), inDicts, refuse, mostLevels, problems);
        }

        QueryException.ThrowIfAny(problems);
    }

    /// <summary>Checks that a task has an id.</summary>
    /// <exception cref="QueryException">The id is empty.</exception>
    public static void CheckId(TaskRecord task)
    {
        ArgumentNullException.ThrowIfNull(task.MsgId);
        if (task.MsgId.Length == 0)
        {
            throw new QueryException(new QueryProblem(TaskKey.MsgId, "a task has an id, which is not empty"));
        }
    }

    /// <summary>Checks new values.</summary>
    /// <inheritdoc cref="Check(TaskRecord, bool, Func{string, string?}, int)"/>
    public static void Check(TaskUpdate update, bool inDicts, Func<string, string?>? refuse = null, int mostLevels = MostLevels)
    {
        var problems = new List<QueryProblem>();
        foreach (var (field, value) in update.Values)
        {
            Check(field, value, inDicts, refuse, mostLevels, problems);
        }

        QueryException.ThrowIfAny(problems);
    }

    /// <summary>Checks the tasks and the new values of a batch.</summary>
    /// <inheritdoc cref="Check(TaskRecord, bool, Func{string, string?}, int)"/>
    public static void Check(TaskBatch batch, bool inDicts, Func<string, string?>? refuse = null, int mostLevels = MostLevels)
    {
        foreach (var task in batch.Adds)
        {
            Check(task, inDicts, refuse, mostLevels);
        }

        foreach (var (_, update) in batch.Updates)
        {
            Check(update, inDicts, refuse, mostLevels);
        }
    }

    /// <summary>Writes paths for values only that have a problem: of most tasks there is none.</summary>
    private static void Check(
        TaskField field, object? value, bool inDicts, Func<string, string?>? refuse, int mostLevels, List<QueryProblem> problems)
    {
        if (value is Document document && StoredLevels.AreMore(document, mostLevels))
        {
            problems.Add(new QueryProblem(field.Key, $"the value nests deeper than {mostLevels} levels of documents and arrays"));
        }
        else if (RefusedTexts.AreIn(value, inDicts, refuse))
        {
            RefusedTexts.Find(field.Key, value, inDicts, refuse, problems);
        }
    }
}
