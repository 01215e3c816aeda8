using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using TaskDbLinq.Values;

namespace TaskDbLinq;

/// <summary>
/// An immutable JSON object: names with values, in order. It is the type of every dict field of a task;
/// a field that holds none is <see cref="None"/>, which equals null and answers every index with a missing value.
/// </summary>
[JsonConverter(typeof(DocumentJsonConverter))]
public sealed class Document : DocumentValue, IReadOnlyDictionary<string, DocumentValue>
{
    private volatile DocumentFields? _fields;
    private volatile string? _json;

    private Document(DocumentFields fields, DocumentKind kind = DocumentKind.Object)
    {
        _fields = fields;
        Kind = kind;
    }

    private Document(string json)
    {
        _json = json;
        Kind = DocumentKind.Object;
    }

    /// <summary>The document without fields: <c>{}</c>.</summary>
    public static Document Empty { get; } = new(new DocumentFields([], []));

    /// <summary>No document at all: what a dict field holds that is null. <c>Document.None == null</c> is true.</summary>
    public static Document None { get; } = new(new DocumentFields([], []), DocumentKind.Null);

    /// <inheritdoc/>
    public override DocumentKind Kind { get; }

    /// <summary>How many fields there are.</summary>
    public int Count => Read().Names.Length;

    /// <summary>The names, in order.</summary>
    public IEnumerable<string> Keys => Read().Names;

    /// <summary>The values, in order.</summary>
    public IEnumerable<DocumentValue> Values => Read().Values;

    internal override TypeClass TypeClass => Kind == DocumentKind.Null ? TypeClass.Null : TypeClass.Object;

    internal ReadOnlySpan<string> Names => Read().Names;

    internal ReadOnlySpan<DocumentValue> Items => Read().Values;

    /// <summary>The value of the field <paramref name="name"/>; missing where there is none.</summary>
    public override DocumentValue this[string name]
    {
        get
        {
            var fields = Read();
            return fields.IndexOf(name) is >= 0 and var at ? fields.Values[at] : Missing;
        }
    }

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
    public bool ContainsKey(string key) => Read().IndexOf(key) >= 0;

    /// <inheritdoc/>
    public bool TryGetValue(string key, [MaybeNullWhen(false)] out DocumentValue value)
    {
        var fields = Read();
        var at = fields.IndexOf(key);
        value = at >= 0 ? fields.Values[at] : null;
        return at >= 0;
    }

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<string, DocumentValue>> GetEnumerator()
    {
        var fields = Read();
        for (var i = 0; i < fields.Names.Length; i++)
        {
            yield return new(fields.Names[i], fields.Values[i]);
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

        var fields = Read();
        var hash = new HashCode();
        for (var i = 0; i < fields.Names.Length; i++)
        {
            hash.Add(fields.Names[i], StringComparer.Ordinal);
            hash.Add(fields.Values[i]);
        }

        return hash.ToHashCode();
    }

    /// <summary>Takes the arrays over without copying; the names must differ from each other.</summary>
    internal static Document Own(string[] names, DocumentValue[] values) =>
        names.Length == 0 ? Empty : new Document(new DocumentFields(names, values));

    /// <summary>A document of the same names with other values, which it takes over.</summary>
    internal Document With(DocumentValue[] values) => new(new DocumentFields(Read().Names, values));

    /// <summary>Whether this is <c>{ $literal: { … } }</c> as a form, and no object that looks like one.</summary>
    internal bool IsLiteralForm { get; private init; }

    /// <summary>The form <c>{ $literal: { … } }</c> of an object.</summary>
    internal static Document LiteralForm(Document inner) =>
        new(new DocumentFields([ExtendedJson.Literal], [inner])) { IsLiteralForm = true };

    /// <summary>
    /// A document whose JSON is read when it is first looked into: most rows of an answer are never looked into.
    /// Only for text that this library wrote itself, since damage shows late.
    /// </summary>
    internal static Document OfStoredJson(string json) => new(json);

    /// <summary>The text of a document that nobody has looked into, as the stores write it; null for another one.</summary>
    internal string? StoredJson => _json;

    /// <summary>Field by field in order: first the type class, then the name, then the value; the shorter one first.</summary>
    internal override int CompareWithinClass(DocumentValue other)
    {
        if (other is not Document that)
        {
            return 0;
        }

        var (a, b) = (Read(), that.Read());
        for (var i = 0; i < Math.Min(a.Names.Length, b.Names.Length); i++)
        {
            var order = a.Values[i].TypeClass.CompareTo(b.Values[i].TypeClass);
            order = order != 0 ? order : CodePointOrder.Compare(a.Names[i], b.Names[i]);
            order = order != 0 ? order : a.Values[i].CompareTo(b.Values[i]);
            if (order != 0)
            {
                return order;
            }
        }

        return a.Names.Length.CompareTo(b.Names.Length);
    }

    /// <summary>Two threads may both read the text: they get equal fields, and one of them is kept.</summary>
    private DocumentFields Read()
    {
        if (_fields is { } fields)
        {
            return fields;
        }

        if (_json is { } json)
        {
            _fields = DocumentJson.ParseStored(json) is Document parsed
                ? parsed.Read()
                : throw new FormatException("The JSON text is not an object.");
            _json = null;
        }

        return _fields!;
    }
}
