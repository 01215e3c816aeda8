using TaskDbLinq.Records;

namespace TaskDbLinq.Cli.Output;

/// <summary>From an answer to a writer, one row at a time.</summary>
internal static class RowPrinting
{
    public static async Task PrintAsync(IAsyncEnumerable<TaskRow> rows, IRowWriter writer, CancellationToken cancellationToken)
    {
        await foreach (var row in rows.ConfigureAwait(false))
        {
            writer.Write(row);
            cancellationToken.ThrowIfCancellationRequested();
        }

        writer.End();
    }
}
