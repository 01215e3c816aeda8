using System.Globalization;
using TaskDbLinq;
using TaskDbLinq.Records;
using TaskDbLinq.Sqlite;

if (args[0] is "ingest" or "stream")
{
    await MemoryRun.RunAsync(args);
    return;
}

if (args[0] is "attempt" or "fill")
{
    await AttemptRun.RunAsync(args);
    return;
}

if (args[0] == "import")
{
    // `import SOURCE FILE`, to be killed: says when the first tasks are there, and when all are.
    await using var target = await SqliteDb.OpenAsync(args[2]);
    await IPythonFile.ImportAsync(args[1], target, progress: new FirstSlice());
    Console.WriteLine("done");
    return;
}

// A process of its own for the tests that kill one and that run several: `FILE PREFIX WRITERS SECONDS`.
// Each writer adds tasks, completes them, and says so on a line of its own once the database has acknowledged it.
var (file, prefix) = (args[0], args[1]);
var (writers, seconds) = (int.Parse(args[2], CultureInfo.InvariantCulture), double.Parse(args[3], CultureInfo.InvariantCulture));
await using var db = await SqliteDb.OpenAsync(file);
var end = DateTime.UtcNow.AddSeconds(seconds);
var output = TextWriter.Synchronized(new StreamWriter(Console.OpenStandardOutput()) { AutoFlush = true });
output.WriteLine("ready");
await Task.WhenAll(Enumerable.Range(0, writers).Select(writer => Task.Run(() => WriteAsync(writer))));
output.WriteLine("done");

async Task WriteAsync(int writer)
{
    for (var n = 0; DateTime.UtcNow < end; n++)
    {
        var id = $"{prefix}-{writer}-{n}";
        var task = new TaskRecord
        {
            MsgId = id,
            Submitted = DateTime.UtcNow,
            Stdout = new string('x', n % 5_000),
            Buffers = BufferList.Of(new byte[n % 9_000]),
        };
        await db.AddAsync(task);
        output.WriteLine($"added {id}");
        await db.UpdateAsync(id, TaskUpdate.Empty.Set("completed", DateTime.UtcNow).Set("result_buffers", new[] { new byte[n % 100] }));
        output.WriteLine($"completed {id}");
    }
}

internal sealed class FirstSlice : IProgress<TransferProgress>
{
    private bool _said;

    public void Report(TransferProgress value)
    {
        if (!_said && value.Done > 0)
        {
            _said = true;
            Console.WriteLine("begun");
        }
    }
}
