using System.Numerics;

namespace TaskDbLinq.Values;

/// <summary>
/// Compares numbers of different widths by their exact values; rounding one to the other's width would make
/// 2^53 + 1 equal to 2^53. NaN comes before every other number and equals itself, as in BSON's order.
/// </summary>
internal static class NumericOrder
{
    private const double TwoTo63 = 9223372036854775808.0;

    public static int Compare(DocumentNumber left, DocumentNumber right) => (left, right) switch
    {
        (DocumentInt a, DocumentInt b) => a.Value.CompareTo(b.Value),
        (DocumentDouble a, DocumentDouble b) => a.Value.CompareTo(b.Value),
        (DocumentInt a, DocumentDouble b) => Compare(a.Value, b.Value),
        (DocumentDouble a, DocumentInt b) => -Compare(b.Value, a.Value),
        (DocumentDecimal a, DocumentDouble b) => Compare(a.Value, b.Value),
        (DocumentDouble a, DocumentDecimal b) => -Compare(b.Value, a.Value),
        _ => ToDecimal(left).CompareTo(ToDecimal(right)),
    };

    public static int Compare(long left, double right)
    {
        if (double.IsNaN(right))
        {
            return 1;
        }

        if (right >= TwoTo63)
        {
            return -1;
        }

        if (right < -TwoTo63)
        {
            return 1;
        }

        var whole = (long)right;
        return left != whole ? left.CompareTo(whole) : (0.0).CompareTo(right - whole);
    }

    private static int Compare(decimal left, double right)
    {
        if (!double.IsFinite(right))
        {
            return double.IsPositiveInfinity(right) ? -1 : 1;
        }

        // left = n / 10^scale and right = m * 2^e: bring both to whole numbers and compare those.
        var n = Unscaled(left);
        var (mantissa, exponent) = Split(right);
        var m = mantissa * BigInteger.Pow(10, left.Scale);
        return exponent >= 0 ? n.CompareTo(m << exponent) : (n << -exponent).CompareTo(m);
    }

    private static BigInteger Unscaled(decimal value)
    {
        Span<int> parts = stackalloc int[4];
        decimal.GetBits(value, parts);
        var magnitude = ((BigInteger)(uint)parts[2] << 64) | ((BigInteger)(uint)parts[1] << 32) | (uint)parts[0];
        return parts[3] < 0 ? -magnitude : magnitude;
    }

    private static (BigInteger Mantissa, int Exponent) Split(double value)
    {
        var bits = BitConverter.DoubleToInt64Bits(value);
        var exponent = (int)((bits >> 52) & 0x7FF);
        var mantissa = bits & 0xFFFFFFFFFFFFF;
        mantissa = exponent == 0 ? mantissa : mantissa | 0x10000000000000;
        exponent = Math.Max(exponent, 1) - 1075;
        return (bits < 0 ? -mantissa : mantissa, exponent);
    }

    private static decimal ToDecimal(DocumentNumber number) =>
        number is DocumentDecimal exact ? exact.Value : ((DocumentInt)number).Value;
}
