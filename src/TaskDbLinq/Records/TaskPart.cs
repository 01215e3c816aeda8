using System.Collections.Immutable;
using TaskDbLinq.Aggregating;
using TaskDbLinq.Filters;

namespace TaskDbLinq.Records;

/// <summary>A field of a task that a question about groups or an update names, or a part of a dict field.</summary>
/// <param name="Field">The field.</param>
/// <param name="Path">The names in it; none for the field itself.</param>
internal readonly record struct TaskPart(TaskField Field, ImmutableArray<string> Path)
{
    /// <summary>The value in a task, as a document's value.</summary>
    public DocumentValue Of(object? value) => value switch
    {
        string text => text,
        DateTime timestamp => timestamp,
        DocumentValue document => GroupPath.Read(document, Path.AsSpan()),
        _ => DocumentValue.Null,
    };

    /// <summary>Resolves a path; null, with the problem noted, when it leads to nothing that can be told from other values.</summary>
    public static TaskPart? Of(string path, string at, List<QueryProblem> problems)
    {
        var names = path.Split('.');
        if (!TaskFields.ByKey.TryGetValue(names[0], out var field))
        {
            problems.Add(QueryProblem.UnknownName(at, "field", names[0], TaskFields.ByKey.Keys));
            return null;
        }

        if (field.Kind == TaskFieldKind.Buffers || (names.Length > 1 && field.Kind != TaskFieldKind.Dict))
        {
            problems.Add(new QueryProblem(
                at, field.Kind == TaskFieldKind.Buffers
                    ? $"'{field.Key}' holds bytes, which are not compared"
                    : $"'{field.Key}' has no parts; dict fields do"));
            return null;
        }

        return new TaskPart(field, [.. names.Skip(1)]);
    }
}
