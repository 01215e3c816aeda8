using Npgsql;

namespace TaskDbLinq.MongoGateway.Commands;

/// <summary>A page of a cursor and, while there is more, what the engine needs to produce the next one.</summary>
internal readonly record struct CursorPage(byte[] Reply, byte[]? Continuation, long CursorId)
{
    public static CursorPage ReadFirst(NpgsqlDataReader reader)
    {
        var continuation = ReadContinuation(reader);
        return continuation is not null && reader.GetBoolean(2)
            ? throw new NotSupportedException("the engine wants a cursor held in a session")
            : new CursorPage(reader.GetFieldValue<byte[]>(0), continuation, reader.GetInt64(3));
    }

    public static CursorPage ReadNext(NpgsqlDataReader reader) =>
        new(reader.GetFieldValue<byte[]>(0), ReadContinuation(reader), CursorId: 0);

    private static byte[]? ReadContinuation(NpgsqlDataReader reader) =>
        reader.IsDBNull(1) ? null : reader.GetFieldValue<byte[]>(1);
}
