using System.Globalization;
using System.Numerics;
using TaskDbLinq.Filters.Ast;
using TaskDbLinq.Values;

namespace TaskDbLinq.Compiling.Scalars;

/// <summary>Operands in the type of a numeric property, so changed that the comparison gives the exact answer.</summary>
internal static class Exact
{
    private static readonly BigInteger BeyondAll = BigInteger.Pow(10, 400);

    /// <summary>The decimal; null when out of its range.</summary>
    public static decimal? ToDecimal(DocumentNumber number) => number switch
    {
        DocumentDecimal exact => exact.Value,
        DocumentInt whole => whole.Value,
        _ => decimal.TryParse(number.ToInvariantString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : null,
    };

    /// <summary>
    /// The largest whole number that is not above a number other than NaN, and whether it is the number itself. What is infinite is very
    /// large.
    /// </summary>
    public static (BigInteger Floor, bool IsWhole) Floor(DocumentNumber number)
    {
        switch (number)
        {
            case DocumentInt whole:
                return (whole.Value, true);
            case DocumentDecimal { Value: var exact }:
                return (new BigInteger(decimal.Floor(exact)), decimal.Floor(exact) == exact);
            default:
                var value = number.ToDouble();
                return double.IsInfinity(value)
                    ? (value > 0 ? BeyondAll : -BeyondAll, false)
                    : (new BigInteger(Math.Floor(value)), Math.Floor(value) == value);
        }
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
}
