using System.Collections.Immutable;
using TaskDbLinq.Filters;

namespace TaskDbLinq;

/// <summary>One key of a sort order. Null comes first, strings are ordered by code point.</summary>
/// <param name="Field">A text or timestamp field.</param>
/// <param name="Descending">Whether the greatest comes first.</param>
public sealed record TaskSort(TaskField Field, bool Descending = false)
{
    /// <summary>Reads keys such as <c>started</c> and, for descending order, <c>-submitted</c>.</summary>
    /// <exception cref="QueryException">A key is not a task's, comes twice, or has no order.</exception>
    public static ImmutableArray<TaskSort> Parse(params IEnumerable<string> keys)
    {
        ArgumentNullException.ThrowIfNull(keys);
        var sorts = ImmutableArray.CreateBuilder<TaskSort>();
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
                sorts.Add(new TaskSort(field, text.StartsWith('-')));
            }
        }

        QueryException.ThrowIfAny(problems);
        return sorts.ToImmutable();
    }
}
