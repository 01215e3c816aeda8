namespace TaskDbLinq.Values;

/// <summary>
/// Reads the typed forms of MongoDB Extended JSON v2 (<c>{"$date": …}</c> and its like) out of plain objects.
/// https://www.mongodb.com/docs/manual/reference/mongodb-extended-json/
/// </summary>
internal static class ExtendedJson
{
    /// <summary>
    /// Marks an object that only looks like a typed form: <c>{"$literal": {"$date": "no date"}}</c>. Extended JSON has no
    /// way to write one, and a task's data may be anything; the name is that of MongoDB's aggregation operator.
    /// </summary>
    public const string Literal = "$literal";

    /// <summary>Whether an object of this first name is a typed value rather than an operator document.</summary>
    public static bool IsTypeName(string name) => name is
        "$date" or "$numberInt" or "$numberLong" or "$numberDouble" or "$numberDecimal" or "$binary" or "$uuid"
        or "$regularExpression" or Literal || TypedForm.IsForeign(name);

    /// <summary>Turns every typed form within a value into the value it stands for.</summary>
    /// <returns>Null, and the reason, when one is malformed.</returns>
    public static DocumentValue? Interpret(DocumentValue value, out string reason)
    {
        reason = string.Empty;
        switch (value)
        {
            case Document { Count: > 0 } document when IsTypeName(document.Names[0]):
                return TypedForm.Read(document, out reason);
            case Document { Count: > 0 } document:
                return InterpretAll(document.Items, out reason) is { } values ? Document.Own(document.Names.ToArray(), values) : null;
            case DocumentArray { Count: > 0 } array:
                return InterpretAll(array.Span, out reason) is { } items ? DocumentArray.Own(items) : null;
            default:
                return value;
        }
    }

    /// <summary>Reads the typed forms of stored data; what only looks like one is the object that it is.</summary>
    public static DocumentValue InterpretStored(DocumentValue value) => value switch
    {
        Document { Count: > 0 } document when IsTypeName(document.Names[0]) && TypedForm.Read(document, out _) is { } typed => typed,
        Document { Count: > 0 } document => StoredItems(document.Items) is { } items ? document.With(items) : document,
        DocumentArray { Count: > 0 } array => StoredItems(array.Span) is { } items ? DocumentArray.Own(items) : array,
        _ => value,
    };

    /// <summary>The values with their forms interpreted; null when there is none among them, as in most objects.</summary>
    private static DocumentValue[]? StoredItems(ReadOnlySpan<DocumentValue> items)
    {
        DocumentValue[]? result = null;
        for (var i = 0; i < items.Length; i++)
        {
            var item = InterpretStored(items[i]);
            if (!ReferenceEquals(item, items[i]))
            {
                result ??= items.ToArray();
                result[i] = item;
            }
        }

        return result;
    }

    /// <summary>The values with their forms interpreted; null, and the reason, when one is malformed.</summary>
    internal static DocumentValue[]? InterpretAll(ReadOnlySpan<DocumentValue> values, out string reason)
    {
        reason = string.Empty;
        var result = new DocumentValue[values.Length];
        for (var i = 0; i < values.Length; i++)
        {
            if (Interpret(values[i], out reason) is not { } value)
            {
                return null;
            }

            result[i] = value;
        }

        return result;
    }

    /// <summary>
    /// <c>{ { $ref: "c" } } => { $literal: { $ref: "c" } }</c>: an operand of a filter whose first name starts with $ would be read as
    /// operators. Of a list its items.
    /// </summary>
    public static DocumentValue Literally(DocumentValue operand) => operand switch
    {
        Document { Count: > 0 } document when document.Names[0].StartsWith('$') && !IsTypeName(document.Names[0]) =>
            Document.LiteralForm(document),
        DocumentArray array
            when array.Any(
                item => item is Document { Count: > 0 } document && document.Names[0].StartsWith('$') && !IsTypeName(document.Names[0])) =>
            DocumentArray.Of(array.Select(Literally)),
        _ => operand,
    };
}
