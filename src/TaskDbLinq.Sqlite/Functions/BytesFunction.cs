using System.Buffers.Binary;
using Microsoft.Data.Sqlite;

namespace TaskDbLinq.Sqlite.Functions;

/// <summary><c>taskdb_bytes(blob)</c>: how many bytes of buffers a stored blob holds, its own header aside.</summary>
internal static class BytesFunction
{
    public const string Name = "taskdb_bytes";

    public static void Register(SqliteConnection connection) =>
        connection.CreateFunction(
            Name,
            (byte[]? blob) => blob is null ? 0L : blob.Length - ((BinaryPrimitives.ReadInt32LittleEndian(blob) + 1L) * sizeof(int)),
            isDeterministic: true);
}
