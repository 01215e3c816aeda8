using System.Collections.Immutable;
using TaskDbLinq.Filters;
using TaskDbLinq.Problems;
using TaskDbLinq.Records;

namespace TaskDbLinq.Cli.Output;

/// <summary>What is shown of each row: whole keys, and parts of dict fields such as <c>header.msg_type</c>.</summary>
internal sealed class Columns
{
    private Columns(TaskKeys keys, ImmutableArray<Column> all) => (Keys, All) = (keys, all);

    /// <summary>The keys that are read for it.</summary>
    public TaskKeys Keys { get; }

    public ImmutableArray<Column> All { get; }

    /// <summary>
    /// The columns of these names, each once, with <c>msg_id</c> before them if it is not among them; null for the usual keys.
    /// </summary>
    /// <exception cref="QueryException">A name is no key, or leads into one that has no parts.</exception>
    public static Columns Of(IReadOnlyList<string>? names)
    {
        if (names is null)
        {
            return Of(TaskKeys.Default);
        }

        // { header.msg_type } => { header }
        var keys = TaskKeys.Of(names.Select(name => name.Split('.')[0]));
        var columns = names.Distinct(StringComparer.Ordinal).Select(Column.Of).ToList();
        QueryException.ThrowIfAny([
            .. columns.Index().Where(column => !column.Item.Path.IsEmpty && column.Item.Field.Kind != TaskFieldKind.Dict)
                .Select(column => new QueryProblem($"keys[{column.Index}]", $"'{column.Item.Field.Key}' has no parts; dict fields do")),
        ]);
        if (!columns.Any(column => column.Name == TaskKey.MsgId))
        {
            columns.Insert(0, Column.Of(TaskKey.MsgId));
        }

        return new Columns(keys, [.. columns]);
    }

    /// <summary>A column for each key.</summary>
    public static Columns Of(TaskKeys keys) => new(keys, [.. keys.Fields.Select(field => Column.Of(field.Key))]);

    /// <summary>The values of a row, in the order of the columns.</summary>
    public IEnumerable<object?> Values(TaskRow row) => All.Select(column => column.Value(row));
}
