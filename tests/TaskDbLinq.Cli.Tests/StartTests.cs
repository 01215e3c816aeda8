using TaskDbLinq.Cli.Hosting;

namespace TaskDbLinq.Cli.Tests;

/// <summary>What a command begins with, and what it leaves until it is needed.</summary>
public class StartTests
{
    [Theory]
    [InlineData(true, "query")]
    [InlineData(true, "get", "an-id", "--sqlitedb", "a.db")]
    [InlineData(true, "history", "-d", "a.db")]
    [InlineData(false)]
    [InlineData(false, "--help")]
    [InlineData(false, "serve")]
    [InlineData(false, "query", "--mongodb=mongodb://here")]
    [InlineData(false, "query", "{}", "--postgres")]
    [InlineData(false, "linq", "--dictdb", "completed == null")]
    public void SqliteIsLoadedEarlyForWhatAsksAFile(bool expected, params string[] args) =>
        Assert.Equal(expected, EarlyLoading.IsOfUse(args));

    [Fact]
    public void SqliteAnswersWhereItIsLoadedEarly() => EarlyLoading.Load();

    [Fact]
    public void AWriterIsOpenedByTheFirstWord()
    {
        var opened = 0;
        using var text = new StringWriter { NewLine = "\n" };
        using var writer = new DeferredWriter(() =>
        {
            opened++;
            return text;
        });
        writer.Flush();
        Assert.Equal(0, opened);
        writer.Write('a');
        writer.Write("b");
        writer.Write("cd".AsSpan());
        writer.WriteLine("e");
        writer.WriteLine();
        writer.WriteLine("f".AsSpan());
        writer.Flush();
        Assert.Equal(1, opened);
        Assert.Equal("abcde\n\nf\n", text.ToString());
    }
}
