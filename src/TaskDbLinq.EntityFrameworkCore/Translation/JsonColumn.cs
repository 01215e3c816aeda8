using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using TaskDbLinq.Compiling.Building;
using TaskDbLinq.Values;

namespace TaskDbLinq.EntityFrameworkCore.Translation;

/// <summary>How a property that holds JSON of any shape is kept as text, and what counts as a change of it: another text.</summary>
/// <param name="Converter">To text and back.</param>
/// <param name="Comparer">What tells a change.</param>
internal sealed record JsonColumn(ValueConverter Converter, ValueComparer Comparer)
{
    /// <summary>Returns how properties of a type are kept; null for a type that holds no JSON.</summary>
    /// <param name="type">The property's type.</param>
    /// <param name="write">Writes a value of ours as text.</param>
    public static JsonColumn? Of(Type type, Func<DocumentValue, string> write) =>
        type == typeof(Document) ? Of(
            value => value.IsNull ? null : write(value), text => DocumentJson.ParseStored(text) as Document ?? Document.None)
        : type == typeof(DocumentValue) ? Of(write, DocumentJson.ParseStored)
        : type == typeof(JsonDocument) ? Of(value => value.RootElement.GetRawText(), text => JsonDocument.Parse(text))
        : type == typeof(JsonElement) ? Of(WriteElement, ReadElement)
        : type == typeof(JsonNode) ? Of(value => value.ToJsonString(), text => JsonNode.Parse(text)!)
        : type == typeof(JsonObject) ? Of(value => value.ToJsonString(), text => JsonNode.Parse(text)!.AsObject())
        : type == typeof(JsonArray) ? Of(value => value.ToJsonString(), text => JsonNode.Parse(text)!.AsArray())
        : type == typeof(Dictionary<string, object>) ? Of(value => write(JsonData.Read(value)!), text => ReadDictionary(text)) : null;

    private static JsonColumn Of<T>(Func<T, string?> write, Func<string, T> read) => new(
        new ValueConverter<T, string?>(value => write(value), text => read(text!)),
        new ValueComparer<T>(
            (left, right) => ReferenceEquals(left, right) || (left != null && right != null && write(left) == write(right)),
            value => HashOf(write(value)),
            value => read(write(value) ?? "null")));

    private static int HashOf(string? text) => text is null ? 0 : text.GetHashCode(StringComparison.Ordinal);

    private static string? WriteElement(JsonElement element) => element.ValueKind == JsonValueKind.Undefined ? null : element.GetRawText();

    private static JsonElement ReadElement(string text)
    {
        using var document = JsonDocument.Parse(text);
        return document.RootElement.Clone();
    }

    private static Dictionary<string, object?> ReadDictionary(string text) =>
        DocumentJson.ParseStored(text) is Document document
            ? FieldsOf(document)
            : throw new FormatException("The stored JSON is not an object.");

    private static Dictionary<string, object?> FieldsOf(Document document) =>
        document.ToDictionary(field => field.Key, field => ValueOf(field.Value), StringComparer.Ordinal);

    /// <summary>A value as .NET has it; what .NET has no type for stays a value of ours.</summary>
    private static object? ValueOf(DocumentValue value) => value switch
    {
        { IsNull: true } => null,
        Document document => FieldsOf(document),
        DocumentArray array => array.Select(ValueOf).ToList(),
        DocumentString text => text.Value,
        DocumentBoolean flag => flag.Value,
        DocumentInt { Kind: DocumentKind.Int32 } number => (int)number.Value,
        DocumentInt number => number.Value,
        DocumentDouble number => number.Value,
        DocumentDecimal number => number.Value,
        DocumentDate date => date.Value,
        DocumentBinary { Subtype: DocumentBinary.UuidSubtype } uuid => new Guid(uuid.Bytes.Span, bigEndian: true),
        DocumentBinary { Subtype: 0 } bytes => bytes.Bytes.ToArray(),
        _ => value,
    };
}
