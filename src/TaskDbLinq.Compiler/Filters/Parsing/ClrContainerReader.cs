using System.Collections;
using TaskDbLinq.Problems;
using TaskDbLinq.Values;

namespace TaskDbLinq.Filters.Parsing;

/// <summary>
/// CLR dictionaries and lists to documents and arrays, what is in them by the reader that they are met by. A part of that reader, and no
/// object of its own.
/// </summary>
/// <param name="maxValues">How many values may be in all of the containers together.</param>
internal struct ClrContainerReader(int maxValues)
{
    /// <summary>A string of a list that is shorter than this, and without surrogates, is read on the spot.</summary>
    private const int ShortText = 64;

    private readonly OpenContainers _open = new();
    private int _values;

    public DocumentValue Read(IEnumerable container, QueryPath path, int depth, ClrReader reader)
    {
        // One that is inside itself would never end.
        if (!_open.TryEnter(container))
        {
            return reader.Refuse(path, "the value contains itself");
        }

        var value = container switch
        {
            IReadOnlyDictionary<string, object?> fields => ReadObject(fields, path, depth, reader),
            IDictionary<string, object?> fields => ReadObject(fields, path, depth, reader),
            IDictionary fields => ReadObject(StringKeys(fields, path, reader), path, depth, reader),
            _ => ReadByType(container, path, depth, reader),
        };
        _open.Leave();
        return value;
    }

    private DocumentValue ReadByType(IEnumerable container, QueryPath path, int depth, ClrReader reader)
    {
        var known = ClrContainer.Of(container.GetType());
        return known.FieldsOf is { } fieldsOf ? ReadObject(fieldsOf(container), path, depth, reader)
            : known.IsList ? ReadArray(container, path, depth, reader)
            : reader.ReadOther(container, path, depth);
    }

    private Document ReadObject(IEnumerable<KeyValuePair<string, object?>> fields, QueryPath path, int depth, ClrReader reader)
    {
        if (!reader.Enter(path, depth))
        {
            return Document.Empty;
        }

        var document = new DocumentBuilder();
        foreach (var (name, value) in fields)
        {
            var inner = path.Field(name);
            if (!Counts(inner, reader))
            {
                break;
            }

            if (reader.Text(name, path).IsNull)
            {
                continue;
            }

            if (!document.TryAdd(name, reader.Read(value, inner, depth + 1)))
            {
                reader.Refuse(inner, "the field comes twice");
            }
        }

        return document.Build();
    }

    private DocumentArray ReadArray(IEnumerable items, QueryPath path, int depth, ClrReader reader)
    {
        if (!reader.Enter(path, depth))
        {
            return DocumentArray.Empty;
        }

        var values = new List<DocumentValue>();
        foreach (var item in items)
        {
            if (!Counts(path, reader))
            {
                break;
            }

            values.Add(item is string text && text.Length < ShortText && !text.AsSpan().ContainsAnyInRange('\uD800', '\uDFFF')
                ? new DocumentString(text)
                : reader.Read(item, path.Item(values.Count), depth + 1));
        }

        return DocumentArray.Own([.. values]);
    }

    /// <summary>Counts one more value; a small graph of shared dictionaries can stand for any number of them.</summary>
    private bool Counts(QueryPath path, ClrReader reader) => ++_values <= maxValues || Exceeds(path, reader);

    /// <summary>Notes the first value that is one too many.</summary>
    private readonly bool Exceeds(QueryPath path, ClrReader reader)
    {
        if (_values == maxValues + 1)
        {
            reader.Refuse(path, $"the filter has more than {maxValues} values");
        }

        return false;
    }

    private static IEnumerable<KeyValuePair<string, object?>> StringKeys(IDictionary fields, QueryPath path, ClrReader reader)
    {
        foreach (DictionaryEntry entry in fields)
        {
            if (entry.Key is string name)
            {
                yield return new(name, entry.Value);
            }
            else
            {
                reader.Refuse(path, $"a field's name is a string, not {entry.Key.GetType().Name}");
            }
        }
    }
}
