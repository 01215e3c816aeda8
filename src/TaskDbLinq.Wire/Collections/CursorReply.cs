using MongoDB.Bson;
using TaskDbLinq.MongoProtocol.Commands;
using TaskDbLinq.Wire.Documents;

namespace TaskDbLinq.Wire.Collections;

/// <summary>Pages of cursors as replies; a cursor that has more is kept for getMore.</summary>
internal sealed class CursorReply(CursorTable<Cursor> cursors)
{
    /// <summary>The documents of a first page, when a client doesn't say.</summary>
    public const int UsualFirst = 101;

    public CursorTable<Cursor> Cursors => cursors;

    /// <param name="client">The client who asks; the reply is in memory of its.</param>
    /// <param name="cursor">The cursor; disposed when it is done.</param>
    /// <param name="field"><c>firstBatch</c> or <c>nextBatch</c>.</param>
    /// <param name="count">The most documents of the page; null for as many as fit.</param>
    /// <param name="isSingle">Whether there is to be no other page.</param>
    public ReadOnlyMemory<byte> Page(
        ClientState client, Cursor cursor, ReadOnlySpan<byte> field, int? count, bool isSingle = false)
    {
        var isKept = false;
        try
        {
            var memory = client.NewReply();
            var target = new BsonBuffer(memory);
            var reply = target.Begin();
            target.Name(BsonType.Document, "cursor"u8);
            var answer = target.Begin();
            target.Name(BsonType.Array, field);
            var page = target.Begin();
            cursor.WritePage(target, count);
            target.End(page);
            isKept = !cursor.IsDone && !isSingle;
            target.Name(BsonType.Int64, "id"u8);
            target.Int64(isKept ? cursor.Id : 0);
            target.Name(BsonType.String, "ns"u8);
            target.Text(cursor.Namespace);
            target.End(answer);
            target.Name(BsonType.Double, "ok"u8);
            target.Double(1);
            target.End(reply);
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
