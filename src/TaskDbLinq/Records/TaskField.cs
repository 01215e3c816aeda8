using System.Reflection;

namespace TaskDbLinq;

/// <summary>What a field of a task holds.</summary>
public enum TaskFieldKind
{
    /// <summary>A string.</summary>
    Text,

    /// <summary>A timestamp in UTC.</summary>
    Timestamp,

    /// <summary>A JSON object.</summary>
    Dict,

    /// <summary>Raw buffers: never searched, and read only when asked for.</summary>
    Buffers,
}

/// <summary>One field of <see cref="TaskRecord"/>: its key in IPython's database, its C# property and its kind.</summary>
public sealed class TaskField
{
    private readonly Func<TaskRecord, object?> _get;

    private readonly Func<TaskRecord, object?, TaskRecord> _with;

    internal TaskField(
        string key, PropertyInfo property, int ordinal, Func<TaskRecord, object?> get, Func<TaskRecord, object?, TaskRecord> with)
    {
        Key = key;
        Property = property;
        Kind = KindOf(property.PropertyType);
        Ordinal = ordinal;
        _get = get;
        _with = with;
    }

    /// <summary>The key in IPython's database, such as <c>msg_id</c>.</summary>
    public string Key { get; }

    /// <summary>The property of <see cref="TaskRecord"/>, such as <c>MsgId</c>.</summary>
    public PropertyInfo Property { get; }

    /// <summary>What the field holds.</summary>
    public TaskFieldKind Kind { get; }

    /// <summary>The place in IPython's order of keys, from zero.</summary>
    public int Ordinal { get; }

    /// <summary>
    /// The field's value in <paramref name="task"/> as a query's result shows it: a dict field that is none, and no buffers at all, are
    /// null.
    /// </summary>
    public object? Read(TaskRecord task) => Present(_get(task));

    /// <summary>A property's value as a query's result shows it.</summary>
    internal static object? Present(object? value) =>
        ReferenceEquals(value, Document.None) || value is BufferList { Count: 0 } ? null : value;

    /// <summary>The task with another value in this field, of the property's type.</summary>
    internal TaskRecord With(TaskRecord task, object? value) => _with(task, value);

    /// <inheritdoc/>
    public override string ToString() => Key;

    private static TaskFieldKind KindOf(Type type) =>
        type == typeof(string) ? TaskFieldKind.Text
        : type == typeof(DateTime?) ? TaskFieldKind.Timestamp
        : type == typeof(Document) ? TaskFieldKind.Dict
        : TaskFieldKind.Buffers;
}
