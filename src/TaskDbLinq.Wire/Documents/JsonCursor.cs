using System.Buffers;

namespace TaskDbLinq.Wire.Documents;

/// <summary>
/// Stands in a JSON text, whose UTF-8 is valid, and takes its parts one after the other, as strictly as <c>Utf8JsonReader</c> does. That
/// reader keeps count of lines, levels and parts of a text, which is most of its work where short texts are only copied.
/// </summary>
internal ref struct JsonCursor(ReadOnlySpan<byte> json)
{
    /// <summary>What ends a text, or is not to stand in it as it is.</summary>
    private static readonly SearchValues<byte> Stops =
        SearchValues.Create([(byte)'"', (byte)'\\', .. Enumerable.Range(0, ' ').Select(control => (byte)control)]);

    private readonly ReadOnlySpan<byte> _json = json;
    private int _at;

    /// <summary>What was not taken yet.</summary>
    public readonly ReadOnlySpan<byte> Rest => _json[_at..];

    /// <summary>Goes over blanks, and tells the byte behind them; zero at the end.</summary>
    public byte Peek()
    {
        for (; (uint)_at < (uint)_json.Length; _at++)
        {
            if (_json[_at] is not ((byte)' ' or (byte)'\t' or (byte)'\n' or (byte)'\r'))
            {
                return _json[_at];
            }
        }

        return 0;
    }

    /// <summary>Whether nothing but blanks is left.</summary>
    public bool IsAtEnd() => Peek() == 0 && _at == _json.Length;

    /// <summary>Goes on by so many bytes, which somebody else has read.</summary>
    public void Skip(int count) => _at += count;

    /// <summary>Takes a brace, a bracket, a comma or a colon, when it is next.</summary>
    public bool TryTake(byte sign)
    {
        if (Peek() != sign)
        {
            return false;
        }

        _at++;
        return true;
    }

    /// <summary>Takes a word, when the rest begins with it.</summary>
    public bool TryTake(ReadOnlySpan<byte> word)
    {
        if (!Rest.StartsWith(word))
        {
            return false;
        }

        _at += word.Length;
        return true;
    }

    /// <summary>Takes a text. Its escapes are left as they are, and may be none that JSON has.</summary>
    public bool TryTakeText(out JsonToken text)
    {
        text = default;
        if (Peek() != '"')
        {
            return false;
        }

        var start = _at++;
        for (var isEscaped = false; _at <= _json.Length && Rest.IndexOfAny(Stops) is var length and >= 0;)
        {
            _at += length + 1;
            switch (_json[_at - 1])
            {
                case (byte)'"':
                    text = new JsonToken(_json[start.._at], isEscaped);
                    return true;
                case (byte)'\\':
                    isEscaped = true;
                    _at++;
                    break;
                default:
                    return false;
            }
        }

        return false;
    }
}
