using System.Buffers;
using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using MongoDB.Bson;
using TaskDbLinq.Values;

namespace TaskDbLinq.Wire.Documents;

/// <summary>
/// A dict field's stored text to BSON in one pass, without the values between: <c>{ text => values => BSON } => { text => BSON }</c>.
/// </summary>
internal sealed class StoredJson(BsonBuffer target)
{
    private const int MostDigits = 10;

    private readonly StoredScalars _scalars = new(target);
    private byte[] _scratch = [];

    /// <summary>Writes the object that the text is.</summary>
    /// <returns>Whether it could be; when not, nothing was written, and the text is to be read as a document.</returns>
    public bool TryWrite(string json)
    {
        var utf8 = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(json.Length));
        try
        {
            return TryWrite(utf8.AsSpan(0, Encoding.UTF8.GetBytes(json, utf8)));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(utf8);
        }
    }

    /// <summary>The same of UTF-8, which may be broken.</summary>
    public bool TryWrite(ReadOnlySpan<byte> json)
    {
        if (!Utf8.IsValid(json))
        {
            return false;
        }

        var start = target.Length;
        try
        {
            var cursor = new JsonCursor(json);
            if (!StoredScalars.IsTyped(cursor) && cursor.TryTake((byte)'{') && Object(ref cursor, 1) && cursor.IsAtEnd())
            {
                return true;
            }
        }
        catch (JsonException)
        {
            // A damaged text: reading it as a document says what is wrong.
        }

        target.Length = start;
        return false;
    }

    /// <summary>Writes an object, whose first brace was taken.</summary>
    private bool Object(ref JsonCursor json, int level)
    {
        var start = target.Begin();
        if (!json.TryTake((byte)'}'))
        {
            do
            {
                if (!json.TryTakeText(out var token) || !json.TryTake((byte)':') || !token.TryRead(ref _scratch, out var name)
                    || (token.IsEscaped && name.Contains((byte)0)) || !Value(ref json, name, level))
                {
                    return false;
                }
            }
            while (json.TryTake((byte)','));
            if (!json.TryTake((byte)'}'))
            {
                return false;
            }
        }

        target.End(start);
        return true;
    }

    /// <summary>Writes an array, whose first bracket was taken; the names of its members are their positions.</summary>
    private bool Array(ref JsonCursor json, int level)
    {
        var start = target.Begin();
        if (!json.TryTake((byte)']'))
        {
            Span<byte> digits = stackalloc byte[MostDigits];
            var position = 0;
            do
            {
                _ = Utf8Formatter.TryFormat(position++, digits, out var length);
                if (!Value(ref json, digits[..length], level))
                {
                    return false;
                }
            }
            while (json.TryTake((byte)','));
            if (!json.TryTake((byte)']'))
            {
                return false;
            }
        }

        target.End(start);
        return true;
    }

    /// <summary>Writes the value that is next.</summary>
    /// <param name="json">The text.</param>
    /// <param name="name">The value's name, which may lie in the scratch memory.</param>
    /// <param name="level">How many objects and arrays are around the value.</param>
    private bool Value(ref JsonCursor json, scoped ReadOnlySpan<byte> name, int level)
    {
        switch (json.Peek())
        {
            case (byte)'"':
                return Text(ref json, name);
            case (byte)'{' or (byte)'[' when level == DocumentJson.MaxDepth:
                return false;
            case (byte)'{' when StoredScalars.IsTyped(json):
                _scalars.Typed(ref json, name, DocumentJson.MaxDepth - level);
                return true;
            case (byte)'{':
                target.Name(BsonType.Document, name);
                return json.TryTake((byte)'{') && Object(ref json, level + 1);
            case (byte)'[':
                target.Name(BsonType.Array, name);
                return json.TryTake((byte)'[') && Array(ref json, level + 1);
            case (byte)'n':
                target.Name(BsonType.Null, name);
                return json.TryTake("null"u8);
            case (byte)'t' or (byte)'f':
                target.Name(BsonType.Boolean, name);
                var isTrue = json.TryTake("true"u8);
                target.Boolean(isTrue);
                return isTrue || json.TryTake("false"u8);
            default:
                return _scalars.TryNumber(ref json, name);
        }
    }

    private bool Text(ref JsonCursor json, scoped ReadOnlySpan<byte> name)
    {
        if (!json.TryTakeText(out var token))
        {
            return false;
        }

        if (!token.IsEscaped)
        {
            target.Text(name, token.Raw);
            return true;
        }

        target.Name(BsonType.String, name);
        if (!token.TryRead(ref _scratch, out var text))
        {
            return false;
        }

        target.Text(text);
        return true;
    }
}
