using TaskDbLinq.Values;

namespace TaskDbLinq.Records;

/// <summary>
/// Refuses what no store keeps: a task without an id, and strings that UTF-8 has no bytes for, since half of a surrogate pair would
/// become another character without a word.
/// </summary>
internal static class StorableTexts
{
    /// <summary>Checks a task.</summary>
    /// <param name="task">The task.</param>
    /// <param name="inDicts">Whether the strings in dict fields are checked, too; JSON text can hold them as escapes.</param>
    /// <exception cref="QueryException">A string can't be kept; every such string is listed.</exception>
    public static void Check(TaskRecord task, bool inDicts)
    {
        CheckId(task);
        var problems = new List<QueryProblem>();
        foreach (var field in TaskFields.All)
        {
            Find(field.Key, field.Read(task), inDicts, problems);
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
    /// <inheritdoc cref="Check(TaskRecord, bool)"/>
    public static void Check(TaskUpdate update, bool inDicts)
    {
        var problems = new List<QueryProblem>();
        foreach (var (field, value) in update)
        {
            Find(field.Key, value, inDicts, problems);
        }

        QueryException.ThrowIfAny(problems);
    }

    /// <summary>Checks the tasks and the new values of a batch.</summary>
    /// <inheritdoc cref="Check(TaskRecord, bool)"/>
    public static void Check(TaskBatch batch, bool inDicts)
    {
        foreach (var task in batch.Adds)
        {
            Check(task, inDicts);
        }

        foreach (var (_, update) in batch.Updates)
        {
            Check(update, inDicts);
        }
    }

    private static void Find(string path, object? value, bool inDicts, List<QueryProblem> problems)
    {
        switch (value)
        {
            case string text when SurrogateHalves.IndexIn(text) >= 0:
                problems.Add(new QueryProblem(path, SurrogateHalves.Reason));
                break;
            case DocumentString text:
                Find(path, text.Value, inDicts, problems);
                break;
            case Document document when inDicts:
                foreach (var (name, inner) in document)
                {
                    Find($"{path}.{name}", SurrogateHalves.IndexIn(name) >= 0 ? name : inner, inDicts, problems);
                }

                break;
            case DocumentArray array when inDicts:
                foreach (var (at, inner) in array.Index())
                {
                    Find($"{path}[{at}]", inner, inDicts, problems);
                }

                break;
        }
    }
}
