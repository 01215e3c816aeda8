using System.Globalization;
using System.Text;
using System.Text.Json;
using TaskDbLinq.Problems;

namespace TaskDbLinq.Values;

/// <summary>JSON text to values, through <see cref="Utf8JsonReader"/>; <c>$</c> forms are left as the objects they are.</summary>
internal static class JsonTextReader
{
    /// <summary>Reads one JSON value.</summary>
    /// <param name="json">The text.</param>
    /// <param name="duplicates">Takes the path of each name that comes twice in one object; null when the last one wins.</param>
    /// <param name="maxDepth">How deep objects and arrays may nest.</param>
    /// <exception cref="JsonException">The text is not JSON, or too deep.</exception>
    public static DocumentValue Read(string json, List<QueryPath>? duplicates, int maxDepth)
    {
        var text = PythonNumbers.Replace(json, out var literals);
        var (bytes, state) = (Encoding.UTF8.GetBytes(text), new State(duplicates, literals, Names: null, HasPaths: false));
        var value = Read(bytes, state, maxDepth);
        if (duplicates is { Count: > 0 })
        {
            // Where they stand is found by reading again: a text that has none, as most, needs no paths.
            duplicates.Clear();
            Read(bytes, state with { HasPaths = true }, maxDepth);
        }

        return value;
    }

    /// <summary>
    /// Reads one JSON value of UTF-8, which is valid and has no literals of Python's; of two equal names the last one wins.
    /// </summary>
    /// <exception cref="JsonException">The text is not JSON, or too deep.</exception>
    public static DocumentValue Read(ReadOnlySpan<byte> json, int maxDepth) =>
        Read(json, new State(Duplicates: null, Literals: null, new JsonNames(), HasPaths: false), maxDepth);

    private static DocumentValue Read(ReadOnlySpan<byte> json, State state, int maxDepth)
    {
        var reader = new Utf8JsonReader(
            json,
            new JsonReaderOptions { MaxDepth = maxDepth, CommentHandling = JsonCommentHandling.Disallow });
        reader.Read();
        var value = ReadValue(ref reader, state, QueryPath.Root);
        if (reader.Read())
        {
            throw new JsonException("There is more text after the value.");
        }

        return value;
    }

    /// <summary>Reads the value at which a reader stands; of two equal names the last one wins.</summary>
    public static DocumentValue Read(ref Utf8JsonReader reader) =>
        ReadValue(ref reader, new State(Duplicates: null, Literals: null, Names: null, HasPaths: false), QueryPath.Root);

    /// <summary>What is wrong, without the reader's own noise: its message, cut before its positions, and where.</summary>
    public static string Explain(JsonException fault)
    {
        var message = fault.Message;
        var cut = message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        message = (cut < 0 ? message : message[..cut]).TrimEnd('.');
        return fault.BytePositionInLine is { } column
            ? string.Create(CultureInfo.InvariantCulture, $"{message} (line {fault.LineNumber + 1}, byte {column + 1})")
            : message;
    }

    private static DocumentValue ReadValue(ref Utf8JsonReader reader, State state, QueryPath path) => reader.TokenType switch
    {
        JsonTokenType.StartObject => ReadObject(ref reader, state, path),
        JsonTokenType.StartArray => ReadArray(ref reader, state, path),
        JsonTokenType.String => new DocumentString(ReadString(ref reader, state)),
        JsonTokenType.Number => ReadNumber(ref reader, state),
        JsonTokenType.True => DocumentBoolean.Of(true),
        JsonTokenType.False => DocumentBoolean.Of(false),
        _ => DocumentValue.Null,
    };

    private static Document ReadObject(ref Utf8JsonReader reader, State state, QueryPath path)
    {
        var builder = new DocumentBuilder();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var name = state.Names is { } names && !reader.ValueIsEscaped ? names.Of(ref reader) : ReadString(ref reader, state);
            reader.Read();
            var inner = state.HasPaths ? path.Field(name) : path;
            var value = ReadValue(ref reader, state, inner);
            if (state.Duplicates is null)
            {
                builder.Set(name, value);
            }
            else if (!builder.TryAdd(name, value))
            {
                state.Duplicates.Add(inner);
            }
        }

        return builder.Build();
    }

    private static DocumentArray ReadArray(ref Utf8JsonReader reader, State state, QueryPath path)
    {
        var items = new List<DocumentValue>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            var inner = state.HasPaths ? path.Item(items.Count) : path;
            items.Add(ReadValue(ref reader, state, inner));
        }

        return DocumentArray.Own([.. items]);
    }

    private static DocumentNumber ReadNumber(ref Utf8JsonReader reader, State state)
    {
        if (reader.TryGetInt64(out var whole))
        {
            return DocumentInt.Narrowest(whole);
        }

        if (state.Literals is { } exponent && PythonNumbers.Read(reader.ValueSpan, exponent) is { } literal)
        {
            return new DocumentDouble(literal);
        }

        // Python writes whole numbers of any size; what a decimal holds is kept exactly, and of what is larger its digits are.
        return reader.ValueSpan.ContainsAny((byte)'.', (byte)'e', (byte)'E') ? new DocumentDouble(reader.GetDouble())
            : reader.TryGetDecimal(out var large) ? new DocumentDecimal(large)
            : new DocumentDouble(reader.GetDouble()) { Digits = Encoding.UTF8.GetString(reader.ValueSpan) };
    }

    /// <summary>
    /// Python writes an escaped half of a surrogate pair for a byte that was no text. In stored data it is kept as it is; a filter
    /// can't have one.
    /// </summary>
    private static string ReadString(ref Utf8JsonReader reader, State state)
    {
        if (!reader.ValueIsEscaped || reader.ValueSpan.IndexOf("\\ud"u8) < 0 && reader.ValueSpan.IndexOf("\\uD"u8) < 0)
        {
            return reader.GetString()!;
        }

        var text = JsonEscapes.Unescape(Encoding.UTF8.GetString(reader.ValueSpan));
        return state.Duplicates is null || SurrogateHalves.IndexIn(text) < 0
            ? text
            : throw new JsonException("A string holds half of a surrogate pair.");
    }

    /// <param name="Duplicates">Takes a path for each name that comes twice.</param>
    /// <param name="Literals">The exponent of the numbers that stand for Python's literals.</param>
    /// <param name="Names">The names that were read before; null for a text that is too short for them.</param>
    /// <param name="HasPaths">Whether paths are made; else the root stands for all of them.</param>
    private readonly record struct State(List<QueryPath>? Duplicates, string? Literals, JsonNames? Names, bool HasPaths);
}
