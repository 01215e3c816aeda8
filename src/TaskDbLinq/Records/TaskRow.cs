using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;
using TaskDbLinq.Records;
using TaskDbLinq.Values;

namespace TaskDbLinq;

/// <summary>One row of a query's answer: the asked keys with their values.</summary>
/// <remarks>
/// Text is a <see cref="string"/>, a timestamp a UTC <see cref="DateTime"/>, a dict field a
/// <see cref="Document"/>, buffers a <see cref="BufferList"/>; null where the task has none.
/// </remarks>
[JsonConverter(typeof(TaskRowJsonConverter))]
public sealed class TaskRow : IReadOnlyDictionary<string, object?>
{
    private readonly TaskKeys _keys;
    private readonly object?[] _values;

    /// <summary>Takes the values over, one for each of the keys, in their order.</summary>
    internal TaskRow(TaskKeys keys, object?[] values)
    {
        _keys = keys;
        _values = values;
    }

    /// <inheritdoc/>
    public int Count => _values.Length;

    /// <summary>The keys; the same object for all rows of an answer.</summary>
    internal TaskKeys Asked => _keys;

    /// <summary>The values, in the order of the keys.</summary>
    internal ReadOnlySpan<object?> Items => _values;

    /// <inheritdoc/>
    public IEnumerable<string> Keys => _keys.Fields.Select(asked => asked.Key);

    /// <inheritdoc/>
    public IEnumerable<object?> Values => _values;

    /// <summary>The value of a key.</summary>
    /// <exception cref="KeyNotFoundException">The key was not asked for.</exception>
    public object? this[string key] =>
        TryGetValue(key, out var value) ? value : throw new KeyNotFoundException($"The key '{key}' was not asked for.");

    /// <summary>The row of a task.</summary>
    public static TaskRow Of(TaskRecord task, TaskKeys keys)
    {
        var fields = keys.Fields;
        var values = new object?[fields.Length];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = fields[i].Read(task);
        }

        return new TaskRow(keys, values);
    }

    /// <inheritdoc/>
    public bool ContainsKey(string key) => _keys.PositionOf(key) >= 0;

    /// <inheritdoc/>
    public bool TryGetValue(string key, [MaybeNullWhen(false)] out object? value)
    {
        var at = _keys.PositionOf(key);
        value = at >= 0 ? _values[at] : null;
        return at >= 0;
    }

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<string, object?>> GetEnumerator()
    {
        for (var i = 0; i < _values.Length; i++)
        {
            yield return new(_keys.Fields[i].Key, _values[i]);
        }
    }

    /// <summary>Returns the row as JSON.</summary>
    public override string ToString() => JsonSerializer.Serialize(this, DocumentJson.Readable);

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
