using System.Globalization;

namespace TaskDbLinq.Values;

/// <summary>Reads decimals without rounding: BSON's have 34 digits and a large exponent, .NET's have 28.</summary>
internal static class ExactDecimal
{
    /// <summary>Reads a decimal; null, and the reason, when .NET has none of this value.</summary>
    public static DocumentDecimal? Read(string text, ref string reason)
    {
        if (text is "NaN" or "Infinity" or "-Infinity")
        {
            reason = $"$numberDecimal can't be {text} here: write {{\"$numberDouble\": \"{text}\"}}";
            return null;
        }

        if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _) || text.AsSpan().ContainsAny('N', 'I'))
        {
            return null;
        }

        if (decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
            && Digits(text) == Digits(value.ToString(CultureInfo.InvariantCulture)))
        {
            return new DocumentDecimal(value);
        }

        reason = "the decimal has more digits, or a larger exponent, than .NET's decimal can hold without rounding";
        return null;
    }

    /// <summary>The digits without zeros around them, and the power of ten of the last one: the same for equal numbers.</summary>
    private static (string Digits, long Power) Digits(string text)
    {
        var exponentAt = text.AsSpan().IndexOfAny('e', 'E');
        var power = exponentAt < 0
            ? 0L
            : long.TryParse(text.AsSpan(exponentAt + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var written)
                ? written
                : long.MaxValue / 2;
        var mantissa = (exponentAt < 0 ? text : text[..exponentAt]).Trim().TrimStart('+', '-');
        var point = mantissa.IndexOf('.', StringComparison.Ordinal);
        power -= point < 0 ? 0 : mantissa.Length - point - 1;
        var digits = mantissa.Replace(".", string.Empty, StringComparison.Ordinal).TrimStart('0');
        var trimmed = digits.TrimEnd('0');
        return trimmed.Length == 0 ? (string.Empty, 0) : (trimmed, power + digits.Length - trimmed.Length);
    }
}
