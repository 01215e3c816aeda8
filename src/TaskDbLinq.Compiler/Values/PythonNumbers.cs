using System.Text;

namespace TaskDbLinq.Values;

/// <summary>
/// Python's json module writes NaN and infinities bare, which JSON does not have. Before reading, each becomes a number in a spelling
/// that the text has nowhere else: <c>NaN => 0e00000</c>, <c>-Infinity => -1e00000</c>.
/// </summary>
internal static class PythonNumbers
{
    private const int MinZeros = 5;
    private static readonly (string Literal, string Mantissa)[] Literals = [("-Infinity", "-1"), ("Infinity", "1"), ("NaN", "0")];

    /// <summary>Returns whether a text may have bare literals; the words may stand in strings, too.</summary>
    public static bool MayHave(ReadOnlySpan<byte> json) => json.IndexOf("NaN"u8) >= 0 || json.IndexOf("Infinity"u8) >= 0;

    /// <summary>Replaces the bare literals outside of strings; a text without any comes back as it is.</summary>
    /// <param name="json">The text.</param>
    /// <param name="exponent">The exponent of the numbers that stand for literals; null when there are none.</param>
    public static string Replace(string json, out string? exponent)
    {
        exponent = null;
        if (!json.Contains("NaN", StringComparison.Ordinal) && !json.Contains("Infinity", StringComparison.Ordinal))
        {
            return json;
        }

        var unused = Unused(json);
        var result = new StringBuilder(json.Length + 32);
        for (var at = 0; at < json.Length;)
        {
            var (literal, mantissa) = Array.Find(Literals, candidate => json.AsSpan(at).StartsWith(candidate.Literal));
            if (literal is not null)
            {
                // Blanks, so that a digit beside it makes no number of both.
                exponent = unused;
                result.Append(' ').Append(mantissa).Append(unused).Append(' ');
                at += literal.Length;
                continue;
            }

            var end = json[at] == '"' ? StringEnd(json, at) : at + 1;
            result.Append(json, at, end - at);
            at = end;
        }

        return exponent is null ? json : result.ToString();
    }

    /// <summary>The literal that a number stands for; null for any other number.</summary>
    public static double? Read(ReadOnlySpan<byte> number, string exponent)
    {
        var isLiteral = number.Length - exponent.Length is 1 or 2 && Encoding.ASCII.GetString(number[^exponent.Length..]) == exponent;
        return !isLiteral ? null
            : number[0] == '-' ? double.NegativeInfinity
            : number[0] == '1' ? double.PositiveInfinity
            : double.NaN;
    }

    private static string Unused(string json)
    {
        var exponent = $"e{new string('0', MinZeros)}";
        while (json.Contains(exponent, StringComparison.Ordinal))
        {
            exponent += '0';
        }

        return exponent;
    }

    private static int StringEnd(string json, int start)
    {
        var at = start + 1;
        while (at < json.Length && json[at] != '"')
        {
            at += json[at] == '\\' ? 2 : 1;
        }

        return Math.Min(at + 1, json.Length);
    }
}
