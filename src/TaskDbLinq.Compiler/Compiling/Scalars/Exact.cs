using System.Globalization;
using TaskDbLinq.Filters.Ast;
using TaskDbLinq.Values;

namespace TaskDbLinq.Compiling.Scalars;

/// <summary>Operands in the type of a numeric property, so changed that the comparison gives the exact answer.</summary>
internal static class Exact
{
    /// <summary>The decimal; null when out of its range.</summary>
    public static decimal? ToDecimal(DocumentNumber number) => number switch
    {
        DocumentDecimal exact => exact.Value,
        DocumentInt whole => whole.Value,
        _ => decimal.TryParse(number.ToInvariantString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : null,
    };

    /// <summary>
    /// A decimal that stands where the number does among whole numbers of up to 64 bits: the number itself if it is
    /// whole, a half between the whole numbers around it if it is not, and an end of the range if it is beyond.
    /// </summary>
    public static decimal? ToWholeScale(DocumentNumber number)
    {
        if (number is not DocumentDouble { Value: var value })
        {
            return ToDecimal(number);
        }

        return value switch
        {
            >= 1e20 => decimal.MaxValue,
            <= -1e20 => decimal.MinValue,
            _ => (decimal)new System.Numerics.BigInteger(Math.Floor(value)) + (Math.Floor(value) == value ? 0 : 0.5m),
        };
    }

    /// <summary>
    /// The double with which comparing gives the exact answer: where the operand lies between two doubles, the lower
    /// one for <c>&gt;</c> and <c>&lt;=</c>, the upper one for <c>&gt;=</c> and <c>&lt;</c>, and NaN (equal to none) for equality.
    /// </summary>
    public static double? ToDouble(DocumentNumber number, Comparison comparison)
    {
        var nearest = number.ToDouble();
        var order = double.IsNaN(nearest) ? 0 : new DocumentDouble(nearest).CompareTo(number);
        if (order == 0)
        {
            return nearest;
        }

        var (below, above) = order > 0 ? (Math.BitDecrement(nearest), nearest) : (nearest, Math.BitIncrement(nearest));
        return comparison switch
        {
            Comparison.Equal => double.NaN,
            Comparison.Greater or Comparison.LessOrEqual => below,
            _ => above,
        };
    }

    /// <summary>
    /// A double that is no 64-bit integer, for comparing with integers widened to double: a fraction stays, since
    /// integers near it are exact; beyond the range every integer lies on one side, so infinity will do.
    /// </summary>
    public static double BeyondInt64(double value) => value switch
    {
        >= 9223372036854775808.0 => double.PositiveInfinity,
        < -9223372036854775808.0 => double.NegativeInfinity,
        _ => value,
    };
}
