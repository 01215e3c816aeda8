using System.Buffers.Text;

namespace TaskDbLinq.Wire.Documents;

/// <summary>Numbers as JSON writes them (RFC 8259, section 6).</summary>
internal static class JsonNumber
{
    /// <summary>Returns how many bytes of the number with which a text begins there are; zero where it begins with none.</summary>
    /// <param name="text">The text.</param>
    /// <param name="isWhole">Whether the number has neither a fraction nor an exponent.</param>
    public static int Length(ReadOnlySpan<byte> text, out bool isWhole)
    {
        var sign = text is [(byte)'-', ..] ? 1 : 0;
        var digits = Digits(text[sign..]);
        var length = sign + digits;
        isWhole = true;
        if (digits == 0 || (digits > 1 && text[sign] == '0'))
        {
            return 0;
        }

        if (text[length..] is [(byte)'.', .. var fraction])
        {
            isWhole = false;
            digits = Digits(fraction);
            length += digits + 1;
        }

        if (digits > 0 && text[length..] is [(byte)'e' or (byte)'E', .. var exponent])
        {
            isWhole = false;
            sign = exponent is [(byte)'-' or (byte)'+', ..] ? 1 : 0;
            digits = Digits(exponent[sign..]);
            length += digits + sign + 1;
        }

        return digits > 0 ? length : 0;
    }

    /// <summary>Reads a whole number of 64 bits; false for a larger one.</summary>
    public static bool TryRead(ReadOnlySpan<byte> number, out long value) =>
        Utf8Parser.TryParse(number, out value, out var read) && read == number.Length;

    private static int Digits(ReadOnlySpan<byte> text)
    {
        var count = 0;
        while (count < text.Length && char.IsAsciiDigit((char)text[count]))
        {
            count++;
        }

        return count;
    }
}
