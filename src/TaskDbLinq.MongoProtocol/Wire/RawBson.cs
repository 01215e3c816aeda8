using System.Buffers.Binary;
using System.Text;

namespace TaskDbLinq.MongoProtocol.Wire;

/// <summary>
/// The little that has to be known of BSON to pass it on: where a document and its top-level elements end.
/// </summary>
internal static class RawBson
{
    private const int SmallestDocument = 5;

    /// <summary>Length of the document that begins here; throws if it does not fit or is not terminated.</summary>
    public static int DocumentLength(ReadOnlySpan<byte> bytes)
    {
        var length = bytes.Length < SmallestDocument ? -1 : BinaryPrimitives.ReadInt32LittleEndian(bytes);
        return length >= SmallestDocument && length <= bytes.Length && bytes[length - 1] == 0
            ? length
            : throw new WireException("a document that does not fit its message");
    }

    public static RawElements Elements(ReadOnlySpan<byte> document) => new(document);

    /// <summary>
    /// Cuts the elements named by <paramref name="drop"/> out of a document in place, because copying a
    /// command of many megabytes to lose a session id would be the most expensive part of a gateway.
    /// </summary>
    public static Memory<byte> Without(Memory<byte> document, NameTest drop)
    {
        var bytes = document.Span;
        var kept = sizeof(int);
        foreach (var element in Elements(bytes))
        {
            if (drop(element.Name))
            {
                continue;
            }

            if (element.Start != kept)
            {
                bytes[element.Start..element.End].CopyTo(bytes[kept..]);
            }

            kept += element.End - element.Start;
        }

        bytes[kept] = 0;
        BinaryPrimitives.WriteInt32LittleEndian(bytes, kept + 1);
        return document[..(kept + 1)];
    }

    public static string ReadString(ReadOnlySpan<byte> value) => Encoding.UTF8.GetString(value[4..^1]);

    public delegate bool NameTest(ReadOnlySpan<byte> name);
}
