using System.Collections;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using TaskDbLinq.Filters.Ast;
using TaskDbLinq.Problems;
using TaskDbLinq.Values;

namespace TaskDbLinq.Filters.Parsing;

/// <summary>CLR values, as a caller writes them in a dictionary, to the values of a filter.</summary>
internal sealed class ClrReader(List<QueryProblem> problems, int maxDepth, int maxValues = int.MaxValue - 1)
{
    public const string HalfPair = SurrogateHalves.Reason;

    /// <summary>Deeper JSON than this is never within a limit.</summary>
    public const int JsonDepth = 1_000;

    private readonly OpenContainers _open = new();
    private int _values;

    public DocumentValue Read(object? value, QueryPath path, int depth) => value switch
    {
        null => DocumentValue.Null,
        Document or DocumentArray when Nesting.IsDeeper((DocumentValue)value, maxDepth) =>
            Refuse(path, $"the value nests deeper than {maxDepth}"),
        DocumentValue known => known,
        string text => Text(text, path),
        bool flag => flag,
        int number => number,
        long number => DocumentInt.Narrowest(number),
        double number => number,
        DateTime moment => moment,
        DateTimeOffset moment => moment.UtcDateTime,
        DateOnly day => new DocumentDate(day.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc)),
        Guid guid => guid,
        decimal number => number,
        float number => (double)number,
        sbyte or byte or short or ushort or uint => DocumentInt.Narrowest(Convert.ToInt64(value, CultureInfo.InvariantCulture)),
        ulong number => number <= long.MaxValue ? DocumentInt.Narrowest((long)number) : (decimal)number,
        char letter => Text(letter.ToString(), path),
        DocumentKind and not DocumentKind.Missing => Operators.OfType.NameOf((DocumentKind)value),
        Enum name => name.ToString(),
        byte[] bytes => new DocumentBinary(bytes.ToArray(), 0),
        Regex regex => Pattern(regex, path),
        JsonElement json => JsonElements.Read(json, path, depth, this),
        JsonDocument json => JsonElements.Read(json.RootElement, path, depth, this),
        JsonNode json => JsonElements.Read(json, path, depth, this),
        IEnumerable container => ReadContainer(container, path, depth),
        _ => ReadOther(value, path, depth),
    };

    /// <summary>A filter that comes as a dictionary.</summary>
    public DocumentValue ReadFilter(IEnumerable filter, QueryPath path) => ReadContainer(filter, path, 0);

    /// <summary>A value of a type that is known by what it can do only.</summary>
    private DocumentValue ReadOther(object value, QueryPath path, int depth) =>
        ClrScalars.TryRead(value, out var scalar)
            ? Read(scalar, path, depth)
            : Refuse(path, $"a value of type {value.GetType().Name} can't stand in a query");

    private DocumentValue Pattern(Regex regex, QueryPath path) =>
        ClrPatterns.TryRead(regex, out var pattern, out var unknown)
            ? pattern
            : Refuse(path, $"the pattern's option {unknown} has no form in MongoDB");

    /// <summary>One that is inside itself would never end.</summary>
    private DocumentValue ReadContainer(IEnumerable container, QueryPath path, int depth)
    {
        if (!_open.TryEnter(container))
        {
            return Refuse(path, "the value contains itself");
        }

        var value = container switch
        {
            IReadOnlyDictionary<string, object?> fields => ReadObject(fields, path, depth),
            IDictionary<string, object?> fields => ReadObject(fields, path, depth),
            IDictionary fields => ReadObject(StringKeys(fields, path), path, depth),

            // The usual lists are told without a look at their interfaces.
            object?[] or List<object?> or List<string> => ReadArray(container, path, depth),
            _ when ClrContainers.FieldsOf(container) is { } fields => ReadObject(fields, path, depth),
            _ when ClrContainers.IsList(container) => ReadArray(container, path, depth),
            _ => ReadOther(container, path, depth),
        };
        _open.Leave();
        return value;
    }

    private Document ReadObject(IEnumerable<KeyValuePair<string, object?>> fields, QueryPath path, int depth)
    {
        if (!Enter(path, depth))
        {
            return Document.Empty;
        }

        var document = new DocumentBuilder();
        foreach (var (name, value) in fields)
        {
            var inner = path.Field(name);
            if (!Counts(inner))
            {
                break;
            }

            if (Text(name, path).IsNull)
            {
                continue;
            }

            if (!document.TryAdd(name, Read(value, inner, depth + 1)))
            {
                Refuse(inner, "the field comes twice");
            }
        }

        return document.Build();
    }

    public DocumentValue Text(string text, QueryPath path)
    {
        if (SurrogateHalves.IndexIn(text) >= 0)
        {
            return Refuse(path, HalfPair);
        }

        return new DocumentString(text);
    }

    public bool Enter(QueryPath path, int depth)
    {
        if (depth > maxDepth)
        {
            Refuse(path, $"the value nests deeper than {maxDepth}");
        }

        return depth <= maxDepth;
    }

    /// <summary>Counts one more value; a small graph of shared dictionaries can stand for any number of them.</summary>
    private bool Counts(QueryPath path)
    {
        if (++_values == maxValues + 1)
        {
            Refuse(path, $"the filter has more than {maxValues} values");
        }

        return _values <= maxValues;
    }

    public DocumentValue Refuse(QueryPath path, string reason)
    {
        problems.Note(path, reason);
        return DocumentValue.Null;
    }

    private DocumentArray ReadArray(IEnumerable items, QueryPath path, int depth)
    {
        if (!Enter(path, depth))
        {
            return DocumentArray.Empty;
        }

        var values = new List<DocumentValue>();
        foreach (var item in items)
        {
            if (!Counts(path))
            {
                break;
            }

            values.Add(item is string text && text.Length < 64 && !text.AsSpan().ContainsAnyInRange('\uD800', '\uDFFF')
                ? new DocumentString(text)
                : Read(item, path.Item(values.Count), depth + 1));
        }

        return DocumentArray.Own([.. values]);
    }

    private IEnumerable<KeyValuePair<string, object?>> StringKeys(IDictionary fields, QueryPath path)
    {
        foreach (DictionaryEntry entry in fields)
        {
            if (entry.Key is string name)
            {
                yield return new(name, entry.Value);
            }
            else
            {
                Refuse(path, $"a field's name is a string, not {entry.Key.GetType().Name}");
            }
        }
    }
}
