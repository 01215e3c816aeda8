using TaskDbLinq.Filters;

namespace TaskDbLinq;

/// <summary>Reads the order of tasks from text. Null comes first, strings are ordered by code point.</summary>
public static class TaskSort
{
    /// <summary>Reads keys such as <c>started</c> and, for descending order, <c>-submitted</c>.</summary>
    /// <exception cref="QueryException">A key is not a task's, comes twice, or has no order.</exception>
    public static ValueList<SortKey<TaskField>> Parse(params IEnumerable<string> keys) => Parse(keys, withPaths: false);

    /// <summary>
    /// Reads the same keys and, for what is inside of dict fields, paths such as <c>header.date</c>.
    /// </summary>
    /// <exception cref="QueryException">A key is not a task's, comes twice, or has no order.</exception>
    public static ValueList<SortKey<TaskField>> ParsePaths(params IEnumerable<string> keys) => Parse(keys, withPaths: true);

    private static ValueList<SortKey<TaskField>> Parse(IEnumerable<string> keys, bool withPaths)
    {
        ArgumentNullException.ThrowIfNull(keys);
        var sorts = new List<SortKey<TaskField>>();
        var problems = new List<QueryProblem>();
        foreach (var (at, text) in keys.Index())
        {
            var path = $"sort[{at}]";
            var key = text is ['-' or '+', ..] ? text[1..] : text;
            var inner = string.Empty;
            if (withPaths && key.IndexOf('.', StringComparison.Ordinal) is >= 0 and var dot)
            {
                (key, inner) = (key[..dot], key[(dot + 1)..]);
            }

            if (!TaskFields.ByKey.TryGetValue(key, out var field))
            {
                problems.Add(QueryProblem.UnknownName(path, "key", key, TaskFields.ByKey.Keys));
            }
            else if (inner.Length > 0 && field.Kind != TaskFieldKind.Dict)
            {
                problems.Add(new QueryProblem(path, $"'{key}' has no parts; dict fields do"));
            }
            else if (inner.Split('.').Any(name => name.StartsWith('$')) || (inner.Length > 0 && inner.Split('.').Contains(string.Empty)))
            {
                problems.Add(new QueryProblem(path, "no name in a path is empty or begins with '$'"));
            }
            else if (inner.Length == 0 && field.Kind is TaskFieldKind.Dict or TaskFieldKind.Buffers)
            {
                problems.Add(new QueryProblem(path, $"'{key}' has no order; text and timestamp fields do"));
            }
            else if (sorts.Any(sort => sort.Field == field && sort.Path == inner))
            {
                problems.Add(new QueryProblem(path, $"'{key}' comes twice"));
            }
            else
            {
                sorts.Add(new SortKey<TaskField>(field, text.StartsWith('-')) { Path = inner });
            }
        }

        QueryException.ThrowIfAny(problems);
        return [.. sorts];
    }
}
