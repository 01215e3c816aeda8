using System.Security.Cryptography;
using System.Text.Json;
using TaskDbLinq.Filters;
using TaskDbLinq.Records;

namespace TaskDbLinq.Sqlite.Tests.Python;

/// <summary>Files that a real <c>ipcontroller --sqlitedb</c> (Debian's python3-ipyparallel) and we have open in turn, or at once.</summary>
public sealed class ControllerTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("taskdb-python");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task A_real_controller_opens_an_exported_file_and_serves_it()
    {
        IpyparallelScript.Require();
        var file = Path.Combine(_folder.FullName, "exported.db");
        await using var source = await SqliteDb.OpenAsync(Samples.V71, cancellationToken: TestContext.Current.CancellationToken);
        await IPythonFile.ExportAsync(
            source, file, new ExportOptions { HasLabel = false }, cancellationToken: TestContext.Current.CancellationToken);

        var served = await IpyparallelScript.RunAsync("serve.py", _folder.FullName, file);

        // The controller took the table for its own: it did not begin another.
        Assert.Equal(["ipython-tasks"], served.GetProperty("tables").EnumerateArray().Select(name => name.GetString()!));
        var tasks = source.Query(new TaskQuery { Keys = TaskKeys.All }).ToDictionary(row => (string)row["msg_id"]!);
        Assert.Equal(
            tasks.Keys.Order(StringComparer.Ordinal),
            served.GetProperty("records").EnumerateObject().Select(record => record.Name).Order(StringComparer.Ordinal));
        foreach (var record in served.GetProperty("records").EnumerateObject())
        {
            var row = tasks[record.Name];
            var completed = record.Value.GetProperty("completed");
            Assert.Equal(
                (DateTime?)row["completed"], completed.ValueKind == JsonValueKind.Null ? null : completed.GetDateTimeOffset().UtcDateTime);
            Assert.Equal((string?)row["stdout"], record.Value.GetProperty("stdout").GetString());
            Assert.Equal((string?)((Document)row["header"]!)["msg_type"], record.Value.GetProperty("msg_type").GetString());
            var buffers = served.GetProperty("buffers").GetProperty(record.Name);
            Assert.Equal(Digests(row["buffers"]), Texts(buffers[0]));
            Assert.Equal(Digests(row["result_buffers"]), Texts(buffers[1]));
        }

        // get_result unpickles the result's buffers: what engines computed in the session that made the sample.
        var original = await IpyparallelScript.RunAsync("results.py", Samples.V71);
        Assert.Equal(5, served.GetProperty("results").EnumerateObject().Count());
        foreach (var result in served.GetProperty("results").EnumerateObject())
        {
            Assert.Equal(original.GetProperty(result.Name).GetString(), result.Value.GetString());
        }

        // What failed is asked for by db_query: get_result looks up the engine's number among the engines of now, and raises
        // KeyError for one that is gone, also with a controller and a file of its own (ipyparallel 7.1, _unwrap_exception).
        var failed =
            tasks.Values.Where(row => (string?)row["queue"] == "task" && (string?)((Document?)row["result_content"])?["status"] == "error")
            .ToList();
        Assert.NotEmpty(failed);
        Assert.Equal(failed.Count, served.GetProperty("failures").EnumerateObject().Count());
        foreach (var row in failed)
        {
            var content = (Document)row["result_content"]!;
            Assert.Equal(
                [(string)content["ename"]!, (string)content["evalue"]!],
                Texts(served.GetProperty("failures").GetProperty((string)row["msg_id"]!)));
        }
    }

    [Fact]
    public async Task The_file_is_queried_while_a_real_controller_writes_to_it()
    {
        IpyparallelScript.Require();
        var file = Path.Combine(_folder.FullName, "tasks.db");
        using var writing = IpyparallelScript.Start("write.py", _folder.FullName, file);
        var errors = writing.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        Assert.Equal("running", await writing.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken));

        // The controller commits every two seconds; three states of the file must be seen while it does.
        var counts = new SortedSet<long>();
        var deadline = DateTime.UtcNow.AddSeconds(60);
        await using (var db = await SqliteDb.OpenAsync(file, cancellationToken: TestContext.Current.CancellationToken))
        {
            while (counts.Count < 3 && DateTime.UtcNow < deadline)
            {
                counts.Add(await db.CountAsync(Filter.Parse("""{"completed": {"$ne": null}}"""), TestContext.Current.CancellationToken));
                Assert.All(db.Query(new TaskQuery { Keys = TaskKeys.All }), row => Assert.NotNull(row["submitted"]));
                await Task.Delay(20, TestContext.Current.CancellationToken);
            }
        }

        writing.StandardInput.Close();
        var ran = await writing.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await writing.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(writing.ExitCode == 0, await errors);
        Assert.True(counts.Count >= 3, $"Only these states were seen: {string.Join(", ", counts)}.");
        Assert.DoesNotContain(
            "locked",
            await File.ReadAllTextAsync(Path.Combine(_folder.FullName, "controller.log"), TestContext.Current.CancellationToken),
            StringComparison.Ordinal);

        // Nothing the controller did was lost or refused for our reading.
        await using var after = await SqliteDb.OpenAsync(file, cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal(ran.Trim(), $"ran {await after.CountAsync(Filter.Everything, TestContext.Current.CancellationToken)}");
    }

    private static IEnumerable<string> Digests(object? buffers) =>
        ((BufferList?)buffers ?? BufferList.Empty).Select(block => Convert.ToHexString(SHA256.HashData(block.Span)));

    private static IEnumerable<string> Texts(JsonElement list) => list.EnumerateArray().Select(text => text.GetString()!);
}
