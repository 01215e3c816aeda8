using System.Text.Json;

namespace TaskDbLinq.Wire.Documents;

/// <summary>A text or a name of JSON.</summary>
/// <param name="quoted">As it is written, in its quotes.</param>
/// <param name="isEscaped">Whether it has escapes.</param>
internal readonly ref struct JsonToken(ReadOnlySpan<byte> quoted, bool isEscaped)
{
    private readonly ReadOnlySpan<byte> _quoted = quoted;

    public bool IsEscaped => isEscaped;

    /// <summary>What is between the quotes: the text itself, where it has no escapes.</summary>
    public ReadOnlySpan<byte> Raw => _quoted[1..^1];

    /// <summary>The text. Half of a surrogate pair, which only an escape can write, is left to the document.</summary>
    /// <param name="scratch">Memory for a text with escapes; it grows.</param>
    /// <param name="text">The text, in the scratch memory or in the JSON.</param>
    /// <exception cref="JsonException">An escape is none of JSON's.</exception>
    public bool TryRead(ref byte[] scratch, out ReadOnlySpan<byte> text)
    {
        text = Raw;
        if (!isEscaped)
        {
            return true;
        }

        if (text.IndexOf("\\ud"u8) >= 0 || text.IndexOf("\\uD"u8) >= 0)
        {
            return false;
        }

        if (scratch.Length < text.Length)
        {
            scratch = new byte[2 * text.Length];
        }

        var reader = new Utf8JsonReader(_quoted);
        reader.Read();
        text = scratch.AsSpan(0, reader.CopyString(scratch));
        return true;
    }
}
