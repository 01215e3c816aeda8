using System.Text.Json;
using Npgsql;
using TaskDbLinq.PostgreSql.Tasks.Model;
using TaskDbLinq.Records;
using TaskDbLinq.Values;

namespace TaskDbLinq.PostgreSql.Tasks.Writing;

/// <summary>
/// Tasks on their way into the table by <c>COPY</c>, in PostgreSQL's binary form
/// (https://www.postgresql.org/docs/current/sql-copy.html). They are written into memory first, and sent many at once.
/// </summary>
internal sealed class CopyRows : IDisposable
{
    /// <summary>How much is sent at once; a block of a task's buffers that is no shorter is sent from where it is.</summary>
    private const int PieceBytes = 1 << 14;

    /// <summary>The number of the type bytea.</summary>
    private const int BytesType = 17;

    private readonly NpgsqlRawCopyStream _target;
    private readonly CopyBytes _bytes = new(2 * PieceBytes);
    private readonly Utf8JsonWriter _json;

    private CopyRows(NpgsqlRawCopyStream target)
    {
        _target = target;
        _json = new Utf8JsonWriter(_bytes, JsonWriting.Options);
    }

    private static ReadOnlySpan<byte> Signature => [(byte)'P', (byte)'G', (byte)'C', (byte)'O', (byte)'P', (byte)'Y', 10, 255, 13, 10, 0];

    /// <summary>Adds tasks, each of which is checked before it is sent.</summary>
    /// <exception cref="QueryException">PostgreSQL can't keep a string of a task; none is added.</exception>
    public static async Task SendAsync(NpgsqlConnection connection, IReadOnlyList<TableRow> tasks)
    {
        var target = await connection.BeginRawBinaryCopyAsync(TableRow.CopySql).ConfigureAwait(false);
        using var rows = new CopyRows(target);
        try
        {
            await rows.WriteAsync(tasks).ConfigureAwait(false);
        }
        catch (Exception fault) when (fault is not NpgsqlException)
        {
            // To close the stream would be to add what was sent so far.
            await target.CancelAsync().ConfigureAwait(false);
            throw;
        }

        await target.DisposeAsync().ConfigureAwait(false);
    }

    public void Dispose() => _json.Dispose();

    private async Task WriteAsync(IReadOnlyList<TableRow> tasks)
    {
        _bytes.Raw(Signature);
        _bytes.Int32(0);
        _bytes.Int32(0);
        foreach (var task in tasks)
        {
            task.Check();
            await WriteAsync(task.Task).ConfigureAwait(false);
            if (_bytes.Length >= PieceBytes)
            {
                await SendAsync().ConfigureAwait(false);
            }
        }

        _bytes.Int16(-1);
        await SendAsync().ConfigureAwait(false);
    }

    private async ValueTask WriteAsync(TaskRecord task)
    {
        _bytes.Int16((short)TableRow.ColumnCount);
        foreach (var field in TaskFields.All)
        {
            var value = field.Read(task);
            if (value is BufferList { Count: > 0 } buffers)
            {
                await WriteAsync(buffers).ConfigureAwait(false);
            }
            else
            {
                Write(value);
            }
        }

        _bytes.Value(task.Buffers.TotalBytes);
        _bytes.Value(task.ResultBuffers.TotalBytes);
    }

    private void Write(object? value)
    {
        switch (value)
        {
            case null or BufferList:
                _bytes.Null();
                break;
            case string text:
                _bytes.Value(text);
                break;
            case DateTime timestamp:
                _bytes.Value(FiniteTimes.Count(timestamp.ToUniversalTime()));
                break;
            case Document document:
                var start = _bytes.Begin();
                _json.Reset(_bytes);
                JsonWriting.Write(_json, document, JsonForm.Jsonb);
                _json.Flush();
                _bytes.End(start);
                break;
            default:
                throw new InvalidOperationException($"No column holds a {value.GetType().Name}.");
        }
    }

    /// <summary>An array: how many dimensions, whether it has nulls, the type of its items, how many, the number of the first.</summary>
    private async ValueTask WriteAsync(BufferList blocks)
    {
        _bytes.Int32(checked((int)((5L * sizeof(int)) + ((long)sizeof(int) * blocks.Count) + blocks.TotalBytes)));
        _bytes.Int32(1);
        _bytes.Int32(0);
        _bytes.Int32(BytesType);
        _bytes.Int32(blocks.Count);
        _bytes.Int32(1);
        foreach (var block in blocks)
        {
            _bytes.Int32(block.Length);
            if (block.Length < PieceBytes)
            {
                _bytes.Raw(block.Span);
            }
            else
            {
                await SendAsync().ConfigureAwait(false);
                await _target.WriteAsync(block).ConfigureAwait(false);
            }
        }
    }

    private async ValueTask SendAsync()
    {
        await _target.WriteAsync(_bytes.Written).ConfigureAwait(false);
        _bytes.Clear();
    }
}
