using System.Globalization;

namespace TaskDbLinq.Configuration.Python;

/// <summary>Reads one literal: a string, a number with or without a sign, True, False, None.</summary>
/// <seealso href="https://docs.python.org/3/reference/lexical_analysis.html#numeric-literals"/>
internal static class PythonLiteral
{
    /// <returns>False when the tokens are anything else; a whole number beyond 64 bits is.</returns>
    public static bool TryRead(ReadOnlySpan<PythonToken> tokens, out object? value)
    {
        value = null;
        var isNegative = tokens.Length == 2 && tokens[0].IsOperator('-');
        if (tokens.Length == 2 && (isNegative || tokens[0].IsOperator('+')) && tokens[1].Kind == PythonTokenKind.Number)
        {
            return TryNumber(tokens[1].Text, isNegative, out value);
        }

        if (tokens.Length != 1)
        {
            return false;
        }

        var (kind, text) = tokens[0];
        switch (kind)
        {
            case PythonTokenKind.String:
                value = text;
                return true;
            case PythonTokenKind.Number:
                return TryNumber(text, isNegative: false, out value);
            default:
                value = text == "True" ? true : text == "False" ? false : null;
                return kind == PythonTokenKind.Name && text is "True" or "False" or "None";
        }
    }

    private static bool TryNumber(string text, bool isNegative, out object? value)
    {
        value = null;
        var digits = text.Replace("_", string.Empty, StringComparison.Ordinal).ToLowerInvariant();
        var isWhole = digits switch
        {
            ['0', 'x', .. var hex] =>
                long.TryParse(hex, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var read) && Take(read, out value),
            ['0', 'b', .. var binary] =>
                long.TryParse(binary, NumberStyles.AllowBinarySpecifier, CultureInfo.InvariantCulture, out var read)
                    && Take(read, out value),
            ['0', 'o', .. var octal] => TryOctal(octal, out var read) && Take(read, out value),
            ['0', _, ..] => false,
            _ => long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var read) && Take(read, out value),
        };
        if (isWhole)
        {
            value = isNegative ? -(long)value! : value;
            return true;
        }

        // 0777 was octal in Python 2, and is an error in Python 3.
        if (digits.AsSpan().IndexOfAny('.', 'e') < 0 || digits.StartsWith("0x", StringComparison.Ordinal)
            || !double.TryParse(
                digits, NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out var real))
        {
            return false;
        }

        value = isNegative ? -real : real;
        return true;
    }

    /// <summary>The bits of a number beyond 64 of them read as a negative one; Python's literals are never negative.</summary>
    private static bool Take(long read, out object? value)
    {
        value = read;
        return read >= 0;
    }

    private static bool TryOctal(string digits, out long value)
    {
        value = 0;
        foreach (var digit in digits)
        {
            if (digit is < '0' or > '7' || value > long.MaxValue >> 3)
            {
                return false;
            }

            value = (value << 3) | (uint)(digit - '0');
        }

        return digits.Length > 0;
    }
}
