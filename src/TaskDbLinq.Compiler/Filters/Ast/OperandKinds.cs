using TaskDbLinq.Values;

namespace TaskDbLinq.Filters.Ast;

/// <summary>
/// Tells the kinds of operands. Numbers are told apart by what a typed column does with them: fitting 32 bits, fitting
/// 64 bits, having a fraction (or being out of range), decimal.
/// </summary>
internal static class OperandKinds
{
    /// <summary>Returns the kind of a value.</summary>
    public static OperandKind Of(DocumentValue value) => value switch
    {
        DocumentDecimal => OperandKind.Decimal,
        DocumentNumber number => number.ToInt64() switch
        {
            null => double.IsNaN(number.ToDouble()) ? OperandKind.NaN : OperandKind.Fraction,
            >= int.MinValue and <= int.MaxValue => OperandKind.Int32,
            _ => OperandKind.Int64,
        },
        _ => value.Kind switch
        {
            DocumentKind.Missing or DocumentKind.Null => OperandKind.Null,
            DocumentKind.String => OperandKind.Text,
            DocumentKind.Boolean => OperandKind.Boolean,
            DocumentKind.Date => OperandKind.Date,
            DocumentKind.Array => OperandKind.Array,
            DocumentKind.Object => OperandKind.Object,
            DocumentKind.Binary => OperandKind.Binary,
            _ => OperandKind.Pattern,
        },
    };
}
