using System.Text;
using TaskDbLinq.Values;

namespace TaskDbLinq.Sqlite.Functions;

/// <summary>
/// A value of a document in SQLite's own types, which tell numbers, strings and everything else apart as MongoDB does: an integer, a real,
/// a text, NULL for what is null or missing, and for everything else the JSON of the value as a blob.
/// </summary>
internal static class GroupCell
{
    /// <summary>The cell from which <see cref="Read"/> gives the value, the kind of a number among it.</summary>
    public static object? Write(DocumentValue value) => value switch
    {
        { IsNull: true } => null,
        DocumentInt number => number.Value,
        DocumentDouble { IsNaN: false } number => number.Value,
        DocumentString text when SurrogateHalves.IndexIn(text.Value) < 0 => text.Value,
        _ => Encoding.UTF8.GetBytes(DocumentJson.WriteStored(value)),
    };

    /// <summary>The cell of a value that is equal for equal values, 1 and 1.0 within objects among them.</summary>
    public static object? WriteKey(DocumentValue value) => Write(value switch
    {
        DocumentDouble { IsNaN: false } => value,
        _ => Plain(value),
    });

    public static DocumentValue Read(object? cell) => cell switch
    {
        long number => DocumentInt.Narrowest(number),
        double number => number,
        string text => text,
        byte[] json => DocumentJson.ParseStored(Encoding.UTF8.GetString(json)),
        _ => DocumentValue.Null,
    };

    /// <summary><c>{ a: 1.0, b: Decimal("2.50") } => { a: 1, b: 2.5 }</c></summary>
    private static DocumentValue Plain(DocumentValue value)
    {
        switch (value)
        {
            case DocumentNumber number when number.ToInt64() is { } whole:
                return DocumentInt.Narrowest(whole);
            case DocumentDecimal number:
                var near = new DocumentDouble(number.ToDouble());
                return near.CompareTo(number) == 0 ? near : new DocumentDecimal(number.Value / 1.000000000000000000000000000000m);
            case Document { Kind: DocumentKind.Object } document:
                return Document.Own([.. document.Names], [.. document.Values.Select(Plain)]);
            case DocumentArray array:
                return DocumentArray.Own([.. array.Select(Plain)]);
            default:
                return value;
        }
    }
}
