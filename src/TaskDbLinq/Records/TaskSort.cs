using TaskDbLinq.Filters;

namespace TaskDbLinq;

/// <summary>Reads the order of tasks from text. Null comes first, strings are ordered by code point.</summary>
public static class TaskSort
{
    /// <summary>Reads keys such as <c>started</c> and, for descending order, <c>-submitted</c>.</summary>
    /// <exception cref="QueryException">A key is not a task's, comes twice, or has no order.</exception>
    public static ValueList<SortKey<TaskField>> Parse(params IEnumerable<string> keys)
    {
        ArgumentNullException.ThrowIfNull(keys);
        var sorts = new List<SortKey<TaskField>>();
        var problems = new List<QueryProblem>();
        foreach (var (at, text) in keys.Index())
        {
            var path = $"sort[{at}]";
            var key = text is ['-' or '+', ..] ? text[1..] : text;
            if (!TaskFields.ByKey.TryGetValue(key, out var field))
            {
                problems.Add(QueryProblem.UnknownName(path, "key", key, TaskFields.ByKey.Keys));
            }
            else if (field.Kind is TaskFieldKind.Dict or TaskFieldKind.Buffers)
            {
                problems.Add(new QueryProblem(path, $"'{key}' has no order; text and timestamp fields do"));
            }
            else if (sorts.Any(sort => sort.Field == field))
            {
                problems.Add(new QueryProblem(path, $"'{key}' comes twice"));
            }
            else
            {
                sorts.Add(new SortKey<TaskField>(field, text.StartsWith('-')));
            }
        }

        QueryException.ThrowIfAny(problems);
        return [.. sorts];
    }
}
