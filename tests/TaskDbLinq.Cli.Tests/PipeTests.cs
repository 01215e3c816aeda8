using System.Diagnostics;
using TaskDbLinq.Cli.Tests.Running;
using TaskDbLinq.Records;
using TaskDbLinq.Sqlite;

namespace TaskDbLinq.Cli.Tests;

/// <summary>The command among others: pipes that close, disks that are full, Ctrl-C, bytes that are no text.</summary>
public class PipeTests : CliTest
{
    [Fact]
    public async Task AClosedPipeIsNoError()
    {
        // The answer is far longer than a pipe holds, so that the command does meet its closed end.
        var run = await TaskDbRun.OfScriptAsync(Folder, $$"""$TASKDB query --sqlitedb {{Sample71}} | head -n 1 | cut -c 1-10; echo "${PIPESTATUS[0]}" """);
        Assert.Equal("{\"msg_id\":\n0\n", run.Output);
        Assert.Equal(string.Empty, run.Error);
    }

    [Fact]
    public async Task AFullDiskEndsWith1()
    {
        var run = await TaskDbRun.OfScriptAsync(Folder, $"$TASKDB query --sqlitedb {Sample71} >/dev/full");
        Assert.Equal((1, "taskdb: Standard output can't be written: No space left on device.\n"), (run.ExitCode, run.Error));
    }

    [Fact]
    public async Task OutputGoesBehindWhatIsInTheFileAlready()
    {
        var run = await TaskDbRun.OfScriptAsync(
            Path.GetTempPath(), $"f=$(mktemp); (echo before; $TASKDB query --sqlitedb {Folder}/{Sample71} --count; echo after) >$f; "
                + "cat $f; rm $f");
        Assert.Equal("before\n419\nafter\n", run.Output);
    }

    [Fact]
    public async Task ArgumentsThatAreNotUtf8EndWith2()
    {
        var run = await TaskDbRun.OfScriptAsync(Folder, $$"""$TASKDB query --sqlitedb {{Sample71}} "$(printf '{"queue": "\377"}')" """);
        Assert.Equal((2, string.Empty), (run.ExitCode, run.Output));
        Assert.Equal("taskdb: argument 4 is not UTF-8 (in JSON, the character U+FFFD itself is written \\ufffd)\n", run.Error);
    }

    [Fact]
    public async Task TextBeyondAsciiGoesThroughUnchanged()
    {
        var run = await Run("query", "--sqlitedb", Sample92, """{"label": "Ünïcode/0", "msg_id": "65c60d3c-4674756673681aaeb303f33d_16761_6"}""", "--keys", "label", "--format", "csv");
        Assert.Equal("msg_id,label\r\n65c60d3c-4674756673681aaeb303f33d_16761_6,Ünïcode/0\r\n", run.Output);
    }

    [Fact]
    public async Task AnAnswerLargerThanTheMemoryIsWritten()
    {
        const int Tasks = 45;
        const int Length = 1_000_000;
        var file = Path.Combine(Elsewhere, "long.db");
        await using (var db = await SqliteDb.OpenAsync(file))
        {
            var text = new string('x', Length);
            await db.WriteAsync(
                TaskBatch.Add(Enumerable.Range(0, Tasks).Select(i => new TaskRecord { MsgId = $"t{i:000}", Stdout = text })));
        }

        // With 32 MB for all objects, a command that kept its answer would run out of memory.
        foreach (var (line, expected) in ((string, int)[])
            [
                ("query --keys stdout", Tasks * (Length + """{"msg_id":"t000","stdout":""}""".Length + 1)),
                ("export --keys stdout --format csv", "msg_id,stdout\r\n".Length + (Tasks * (Length + "t000,\r\n".Length))),
            ])
        {
            var run = await TaskDbRun.OfScriptAsync(Folder, $$"""DOTNET_GCHeapHardLimit=0x2000000 $TASKDB {{line}} --sqlitedb {{file}} | wc -c; echo "${PIPESTATUS[0]}" """);
            Assert.Equal(($"{expected}\n0\n", string.Empty), (run.Output, run.Error));
        }
    }

    [Fact]
    public async Task CtrlCEndsWith130AndNoTrace()
    {
        // A shell without job control lets what it starts in the background ignore Ctrl-C, and all that this starts; GNU's env puts it
        // back.
        string[] front = OperatingSystem.IsLinux() ? ["/usr/bin/env", "--default-signal=INT"] : ["/usr/bin/env"];
        using var process = TaskDbRun.Start(
            Folder, null, front[0], [.. front.Skip(1), TaskDbRun.DotNet, TaskDbRun.Assembly, "query", "--sqlitedb", Sample71]);
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);

        // Once a byte has come it is printing, and as nobody reads on, it is stuck in the full pipe.
        var first = new byte[1];
        Assert.Equal(1, await process.StandardOutput.BaseStream.ReadAsync(first, TestContext.Current.CancellationToken));
        using (var kill = Process.Start("kill", ["-INT", process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]))
        {
            await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        await process.WaitForExitAsync(TestContext.Current.CancellationToken)
            .WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        Assert.Equal((130, string.Empty), (process.ExitCode, await error));
    }
}
