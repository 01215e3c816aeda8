using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace TaskDbLinq.Documents;

/// <summary>
/// An immutable JSON object: names with values, in order. It is the type of every dict field of a task;
/// a field that holds none is <see cref="None"/>, which equals null and answers every index with a missing value.
/// </summary>
public sealed class Document : DocumentValue, IReadOnlyDictionary<string, DocumentValue>
{
    /// <summary>Above this size a lookup by hash beats a scan.</summary>
    private const int ScanLimit = 12;

    private readonly string[] _names;
    private readonly DocumentValue[] _values;
    private Dictionary<string, int>? _index;

    private Document(string[] names, DocumentValue[] values, DocumentKind kind = DocumentKind.Object)
    {
        _names = names;
        _values = values;
        Kind = kind;
    }

    /// <summary>The document without fields: <c>{}</c>.</summary>
    public static Document Empty { get; } = new([], []);

    /// <summary>No document at all: what a dict field holds that is null. <c>Document.None == null</c> is true.</summary>
    public static Document None { get; } = new([], [], DocumentKind.Null);

    /// <inheritdoc/>
    public override DocumentKind Kind { get; }

    /// <summary>How many fields there are.</summary>
    public int Count => _names.Length;

    /// <summary>The names, in order.</summary>
    public IEnumerable<string> Keys => _names;

    /// <summary>The values, in order.</summary>
    public IEnumerable<DocumentValue> Values => _values;

    internal override TypeClass TypeClass => Kind == DocumentKind.Null ? TypeClass.Null : TypeClass.Object;

    internal ReadOnlySpan<string> Names => _names;

    internal ReadOnlySpan<DocumentValue> Items => _values;

    /// <summary>The value of the field <paramref name="name"/>; missing where there is none.</summary>
    public override DocumentValue this[string name] => IndexOf(name) is >= 0 and var at ? _values[at] : Missing;

    /// <summary>By contract of the interface this one throws where there is no such field.</summary>
    DocumentValue IReadOnlyDictionary<string, DocumentValue>.this[string key] =>
        TryGetValue(key, out var value) ? value : throw new KeyNotFoundException($"The document has no field '{key}'.");

    /// <summary>A document of the given fields.</summary>
    /// <exception cref="ArgumentException">A name comes twice, or is null.</exception>
    public static Document Of(params IEnumerable<(string Name, DocumentValue? Value)> fields)
    {
        ArgumentNullException.ThrowIfNull(fields);
        var builder = new DocumentBuilder();
        foreach (var (name, value) in fields)
        {
            if (!builder.TryAdd(name, value ?? Null))
            {
                throw new ArgumentException($"The field '{name}' comes twice.", nameof(fields));
            }
        }

        return builder.Build();
    }

    /// <summary>Reads a JSON object: plain JSON, with <c>NaN</c> and <c>Infinity</c> as Python writes them.</summary>
    /// <exception cref="FormatException">The text is not one JSON object.</exception>
    public static Document Parse(string json) => DocumentJson.ParsePlain(json) as Document
        ?? throw new FormatException("The JSON text is not an object.");

    /// <summary>Whether there is a field of this name, be it null.</summary>
    public bool ContainsKey(string key) => IndexOf(key) >= 0;

    /// <inheritdoc/>
    public bool TryGetValue(string key, [MaybeNullWhen(false)] out DocumentValue value)
    {
        var at = IndexOf(key);
        value = at >= 0 ? _values[at] : null;
        return at >= 0;
    }

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<string, DocumentValue>> GetEnumerator()
    {
        for (var i = 0; i < _names.Length; i++)
        {
            yield return new(_names[i], _values[i]);
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        if (Kind == DocumentKind.Null)
        {
            return Null.GetHashCode();
        }

        var hash = new HashCode();
        for (var i = 0; i < _names.Length; i++)
        {
            hash.Add(_names[i], StringComparer.Ordinal);
            hash.Add(_values[i]);
        }

        return hash.ToHashCode();
    }

    /// <summary>Takes the arrays over without copying; the names must differ from each other.</summary>
    internal static Document Own(string[] names, DocumentValue[] values) => names.Length == 0 ? Empty : new Document(names, values);

    /// <summary>Field by field in order: first the type class, then the name, then the value; the shorter one first.</summary>
    internal override int CompareWithinClass(DocumentValue other)
    {
        if (other is not Document that)
        {
            return 0;
        }

        for (var i = 0; i < Math.Min(_names.Length, that._names.Length); i++)
        {
            var order = _values[i].TypeClass.CompareTo(that._values[i].TypeClass);
            order = order != 0 ? order : CodePointOrder.Compare(_names[i], that._names[i]);
            order = order != 0 ? order : _values[i].CompareTo(that._values[i]);
            if (order != 0)
            {
                return order;
            }
        }

        return _names.Length.CompareTo(that._names.Length);
    }

    private int IndexOf(string name)
    {
        if (_names.Length <= ScanLimit)
        {
            return _names.AsSpan().IndexOf(name);
        }

        _index ??= _names.Select((key, at) => (key, at)).ToDictionary(pair => pair.key, pair => pair.at, StringComparer.Ordinal);
        return _index.TryGetValue(name, out var found) ? found : -1;
    }
}
