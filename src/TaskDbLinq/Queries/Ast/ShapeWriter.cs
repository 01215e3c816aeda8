using System.Text;
using TaskDbLinq.Documents;

namespace TaskDbLinq.Queries.Ast;

/// <summary>
/// Writes the kinds of values. Numbers are told apart by what a typed column does with them: fitting 32 bits,
/// fitting 64 bits, having a fraction (or being out of range), decimal.
/// </summary>
internal static class ShapeWriter
{
    public static void Write(StringBuilder shape, DocumentValue value) => shape.Append(value switch
    {
        DocumentDecimal => 'm',
        DocumentNumber number => number.ToInt64() switch
        {
            null => double.IsNaN(number.ToDouble()) ? 'n' : 'f',
            >= int.MinValue and <= int.MaxValue => 'i',
            _ => 'l',
        },
        _ => value.Kind switch
        {
            DocumentKind.Missing or DocumentKind.Null => '0',
            DocumentKind.String => 's',
            DocumentKind.Boolean => 'b',
            DocumentKind.Date => 'd',
            DocumentKind.Array => 'a',
            DocumentKind.Object => 'o',
            DocumentKind.Binary => 'x',
            _ => 'r',
        },
    });
}
