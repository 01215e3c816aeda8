using System.Collections.Immutable;
using TaskDbLinq.Records;
using TaskDbLinq.Values;

namespace TaskDbLinq.Cli.Output;

/// <summary>A key of a task, or a part of one that holds a document.</summary>
/// <param name="Name">What was asked for, such as <c>header.msg_type</c>.</param>
/// <param name="Field">The key that is read.</param>
/// <param name="Path">The names below it, and the positions in lists.</param>
internal sealed record Column(string Name, TaskField Field, ImmutableArray<string> Path)
{
    /// <summary>The column of a name whose first part is a key.</summary>
    public static Column Of(string name)
    {
        var parts = name.Split('.');
        return new(name, TaskFields.ByKey[parts[0]], [.. parts.Skip(1)]);
    }

    /// <summary>The value in a row; null where the document has no such part. Text in a document is text here.</summary>
    public object? Value(TaskRow row)
    {
        var value = row[Field.Key];
        if (Path.IsEmpty || value is not DocumentValue document)
        {
            return value;
        }

        var part = Path.Aggregate(document, (whole, name) => whole[name]);
        return part.Kind switch
        {
            DocumentKind.Missing or DocumentKind.Null => null,
            DocumentKind.String => (object?)(string?)part,
            DocumentKind.Date => (DateTime?)part,
            _ => part,
        };
    }
}
