using System.Globalization;
using TaskDbLinq;
using TaskDbLinq.Records;
using TaskDbLinq.Sqlite;

/// <summary>
/// Work whose memory is measured, in a process of its own: <c>ingest FILE TASKS BYTES</c> adds tasks with so many bytes
/// of buffers from 50 callers, <c>stream FILE</c> reads all rows. Prints how many there were and the peak of the
/// process's memory in kB, as Linux tells it.
/// </summary>
internal static class MemoryRun
{
    private const int Callers = 50;

    public static async Task RunAsync(string[] args)
    {
        await using var db = await SqliteDb.OpenAsync(args[1]);
        var done = args[0] == "ingest" ? await IngestAsync(db, Number(args[2]), Number(args[3])) : await StreamAsync(db);
        var peak = File.ReadLines("/proc/self/status").Single(line => line.StartsWith("VmHWM:", StringComparison.Ordinal));
        Console.WriteLine($"{done} {peak.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1]}");
    }

    private static async Task<int> IngestAsync(SqliteDb db, int tasks, int bytes)
    {
        // What comes in from the network lies in a buffer that is used again; a task holds copies of its own.
        var half = new byte[bytes / 2];
        var next = -1;
        await Task.WhenAll(Enumerable.Range(0, Callers).Select(_ => Task.Run(async () =>
        {
            for (var n = Interlocked.Increment(ref next); n < tasks; n = Interlocked.Increment(ref next))
            {
                await db.AddAsync(
                    new TaskRecord
                    {
                        MsgId = $"{n}",
                        Submitted = DateTime.UtcNow,
                        Buffers = BufferList.Of(half),
                        ResultBuffers = BufferList.Of(half),
                    });
            }
        })));
        return tasks;
    }

    private static async Task<int> StreamAsync(SqliteDb db)
    {
        var rows = 0;
        await foreach (var row in db.QueryAsync(new TaskQuery()))
        {
            rows += row["submitted"] is null ? 0 : 1;
        }

        return rows;
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
