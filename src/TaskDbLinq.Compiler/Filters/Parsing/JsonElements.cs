using System.Text.Json;
using TaskDbLinq.Filters.Ast;
using TaskDbLinq.Problems;
using TaskDbLinq.Values;

namespace TaskDbLinq.Filters.Parsing;

/// <summary><see cref="JsonElement"/> to the values of a filter.</summary>
internal static class JsonElements
{
    public static DocumentValue Read(JsonElement json, QueryPath path, int depth, ClrReader reader)
    {
        switch (json.ValueKind)
        {
            case JsonValueKind.Object:
                return ReadObject(json, path, depth, reader);
            case JsonValueKind.Array:
                return ReadArray(json, path, depth, reader);
            case JsonValueKind.String:
                return TryRead(json.GetString, out var text) ? new DocumentString(text) : reader.Refuse(path, ClrReader.HalfPair);
            case JsonValueKind.Number:
                return json.TryGetInt64(out var whole) ? DocumentInt.Narrowest(whole)
                    : !json.GetRawText().AsSpan().ContainsAny('.', 'e', 'E') && json.TryGetDecimal(out var large)
                        ? new DocumentDecimal(large)
                    : json.GetDouble();
            case JsonValueKind.True:
            case JsonValueKind.False:
                return json.GetBoolean();
            case JsonValueKind.Null:
                return DocumentValue.Null;
            default:
                return reader.Refuse(path, "the JSON element is undefined");
        }
    }

    /// <summary>Reads a node that can be changed, as it is now.</summary>
    public static DocumentValue Read(System.Text.Json.Nodes.JsonNode json, QueryPath path, int depth, ClrReader reader)
    {
        using var document = JsonDocument.Parse(json.ToJsonString(), new JsonDocumentOptions { MaxDepth = ClrReader.JsonDepth });
        return Read(document.RootElement, path, depth, reader);
    }

    /// <summary>The element answers an escaped half of a surrogate pair with an exception of its own kind.</summary>
    private static bool TryRead(Func<string?> read, out string text)
    {
        try
        {
            text = read() ?? string.Empty;
            return true;
        }
        catch (InvalidOperationException)
        {
            text = string.Empty;
            return false;
        }
    }

    private static Document ReadObject(JsonElement json, QueryPath path, int depth, ClrReader reader)
    {
        if (!reader.Enter(path, depth))
        {
            return Document.Empty;
        }

        var document = new DocumentBuilder();
        foreach (var field in json.EnumerateObject())
        {
            if (!TryRead(() => field.Name, out var name))
            {
                reader.Refuse(path, ClrReader.HalfPair);
                continue;
            }

            var inner = path.Field(name);
            if (!document.TryAdd(name, Read(field.Value, inner, depth + 1, reader)))
            {
                reader.Refuse(inner, "the field comes twice");
            }
        }

        return document.Build();
    }

    private static DocumentArray ReadArray(JsonElement json, QueryPath path, int depth, ClrReader reader)
    {
        if (!reader.Enter(path, depth))
        {
            return DocumentArray.Empty;
        }

        var items = new DocumentValue[json.GetArrayLength()];
        var at = 0;
        foreach (var item in json.EnumerateArray())
        {
            items[at] = Read(item, path.Item(at), depth + 1, reader);
            at++;
        }

        return DocumentArray.Own(items);
    }
}
