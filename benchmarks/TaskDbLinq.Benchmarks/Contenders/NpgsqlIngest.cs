using Npgsql;
using NpgsqlTypes;
using TaskDbLinq.Records;

namespace TaskDbLinq.Benchmarks.Contenders;

/// <summary>Hand-written Npgsql: tasks are added by a binary <c>COPY</c>.</summary>
internal static class NpgsqlIngest
{
    private static readonly TaskField[] Fields = [.. TaskFields.All];

    private static readonly string Copy =
        $"COPY task_record ({string.Join(", ", Fields.Select(field => field.Key))}, buffers_size, result_buffers_size) "
        + "FROM STDIN (FORMAT BINARY)";

    public static async Task AddAsync(string connectionString, TaskRecord[] tasks)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await using var rows = await connection.BeginBinaryImportAsync(Copy);
        foreach (var task in tasks)
        {
            await rows.StartRowAsync();
            foreach (var field in Fields)
            {
                await (field.Read(task) switch
                {
                    null => rows.WriteNullAsync(),
                    string text => rows.WriteAsync(text, NpgsqlDbType.Text),
                    DateTime timestamp => rows.WriteAsync(timestamp, NpgsqlDbType.TimestampTz),
                    Document document => rows.WriteAsync(document.ToString(), NpgsqlDbType.Json),
                    var buffers => rows.WriteAsync(
                        ((BufferList)buffers).Select(block => block.ToArray()).ToArray(), NpgsqlDbType.Array | NpgsqlDbType.Bytea),
                });
            }

            await rows.WriteAsync(task.Buffers.TotalBytes, NpgsqlDbType.Bigint);
            await rows.WriteAsync(task.ResultBuffers.TotalBytes, NpgsqlDbType.Bigint);
        }

        await rows.CompleteAsync();
    }

    public static async Task ExecuteAsync(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    public static async Task<long> CountAsync(string connectionString)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand("SELECT count(*) FROM task_record", connection);
        return (long)(await command.ExecuteScalarAsync())!;
    }
}
