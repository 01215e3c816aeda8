using MongoDB.Bson.IO;
using TaskDbLinq.MongoProtocol.Commands;

namespace TaskDbLinq.Wire.Collections;

/// <summary>Pages of cursors as replies; a cursor that has more is kept for getMore.</summary>
internal sealed class CursorReply(CursorTable<Cursor> cursors)
{
    /// <summary>The documents of a first page, when a client doesn't say.</summary>
    public const int UsualFirst = 101;

    private static readonly BsonBinaryWriterSettings Settings =
        new() { MaxSerializationDepth = int.MaxValue, MaxDocumentSize = int.MaxValue, FixOldBinarySubTypeOnOutput = false };

    public CursorTable<Cursor> Cursors => cursors;

    /// <param name="client">The client who asks; the reply is in memory of its.</param>
    /// <param name="cursor">The cursor; disposed when it is done.</param>
    /// <param name="field"><c>firstBatch</c> or <c>nextBatch</c>.</param>
    /// <param name="count">The most documents of the page; null for as many as fit.</param>
    /// <param name="isSingle">Whether there is to be no other page.</param>
    public ReadOnlyMemory<byte> Page(ClientState client, Cursor cursor, string field, int? count, bool isSingle = false)
    {
        var isKept = false;
        try
        {
            var memory = client.NewReply();
            using var stream = new BsonStreamAdapter(memory);
            using var writer = new BsonBinaryWriter(stream, Settings);
            writer.WriteStartDocument();
            writer.WriteName("cursor");
            writer.WriteStartDocument();
            writer.WriteName(field);
            writer.WriteStartArray();
            cursor.WritePage(writer, stream, count);
            writer.WriteEndArray();
            isKept = !cursor.IsDone && !isSingle;
            writer.WriteName("id");
            writer.WriteInt64(isKept ? cursor.Id : 0);
            writer.WriteName("ns");
            writer.WriteString(cursor.Namespace);
            writer.WriteEndDocument();
            writer.WriteName("ok");
            writer.WriteDouble(1);
            writer.WriteEndDocument();
            if (isKept)
            {
                cursors.Put(cursor.Id, cursor);
            }

            return memory.Written;
        }
        finally
        {
            if (!isKept)
            {
                cursor.Dispose();
            }
        }
    }
}
