using TaskDbLinq.Records;

namespace TaskDbLinq.Cli.Output;

/// <summary>From an answer to a writer, one row at a time.</summary>
internal static class RowPrinting
{
    /// <returns>How many rows there were.</returns>
    public static async Task<long> PrintAsync(IAsyncEnumerable<TaskRow> rows, IRowWriter writer, CancellationToken cancellationToken)
    {
        var count = 0L;
        await foreach (var row in rows.ConfigureAwait(false))
        {
            writer.Write(row);
            count++;
            cancellationToken.ThrowIfCancellationRequested();
        }

        writer.End();
        return count;
    }
}
