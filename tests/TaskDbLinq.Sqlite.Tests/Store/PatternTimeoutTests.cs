using TaskDbLinq.Filters;
using TaskDbLinq.Records;
using TaskDbLinq.Values;

namespace TaskDbLinq.Sqlite.Tests.Store;

/// <summary>A pattern that takes too long is the same error inside of SQLite as in memory, and the file is not to blame.</summary>
public sealed class PatternTimeoutTests : IAsyncDisposable
{
    private const string Endless = "^(?:a|aa)+(?=c)";

    private static readonly FilterOptions Options = FilterOptions.Default.WithLimits(
        new FilterLimits { PatternTimeout = TimeSpan.FromMilliseconds(50) });

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("taskdb-pattern");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync()
    {
        _folder.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }

    [Theory]
    [InlineData("stdout")]
    [InlineData("header.text")]
    [InlineData("header.list")]
    public async Task A_pattern_that_takes_too_long_is_a_timeout(string path)
    {
        await using var db = await SqliteDb.OpenAsync(Path.Combine(_folder.FullName, "tasks.db"), cancellationToken: Cancel);
        var trap = new string('a', 60) + "!";
        await db.AddAsync(
            new TaskRecord { MsgId = "t", Stdout = trap, Header = Document.Of(("text", trap), ("list", DocumentArray.Of([trap]))) },
            Cancel);
        var filter = Filter.Parse($$$"""{"{{{path}}}": {"$regex": "{{{Endless}}}"}}""", Options);
        var fault = Assert.Throws<QueryTimeoutException>(() => db.Query(new TaskQuery { Filter = filter }).Count());
        Assert.Equal($"The pattern '{Endless}' took longer than 0.05 s on one value.", fault.Message);
        await Assert.ThrowsAsync<QueryTimeoutException>(() => db.CountAsync(filter, Cancel));
        await Assert.ThrowsAsync<QueryTimeoutException>(() => db.DropMatchingAsync(filter, Cancel));
        Assert.Throws<QueryTimeoutException>(() => db.Tasks.Where(filter.ToExpression<TaskRecord>()).ToList());
        Assert.Equal(1, await db.CountAsync(Filter.Everything, Cancel));
    }
}
