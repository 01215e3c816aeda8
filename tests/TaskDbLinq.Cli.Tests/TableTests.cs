using System.Text;
using TaskDbLinq.Cli.Hosting;
using TaskDbLinq.Cli.Output;
using TaskDbLinq.Records;
using TaskDbLinq.Values;

namespace TaskDbLinq.Cli.Tests;

/// <summary>What the writers make of values that no sample holds.</summary>
public class TableTests
{
    private static readonly DateTime Started = new DateTime(2026, 11, 23, 20, 19, 56, DateTimeKind.Utc).AddTicks(1_627_760);

    [Theory]
    [InlineData("[red]not markup[/] [[", "[red]not markup[/] [[")]
    [InlineData("two\r\nlines\tand a tab", "two lines and a tab")]
    [InlineData("\u001b[31mred\u0007\u202e", "·[31mred··")]
    [InlineData("日本", "日本")]
    public void AValueIsOneHarmlessLine(string stdout, string expected) =>
        Assert.Contains($"\nid      {expected}", Print(80, "stdout", stdout), StringComparison.Ordinal);

    [Fact]
    public void ALongValueIsShortenedToTheWidth()
    {
        var lines = Print(40, "stdout", new string('x', 1_000_000)).Split('\n');
        Assert.Equal("id      " + new string('x', 31) + "…", lines[2]);
    }

    [Fact]
    public void WideCharactersCountTwice()
    {
        var lines = Print(40, "stdout", string.Concat(Enumerable.Repeat("日", 50))).Split('\n');
        Assert.Equal("id      " + string.Concat(Enumerable.Repeat("日", 15)) + "…", lines[2].TrimEnd());
    }

    [Fact]
    public void ManyColumnsInLittleRoomBecomeABlockForEachTask()
    {
        var lines = Print(40, "msg_id,started,stdout,completed", "out").Split('\n').Select(line => line.TrimEnd());
        Assert.Equal(
            ["msg_id     id", "started    2026-11-23T20:19:56.162776Z", "stdout     out", "completed  -", "", "1 task", ""], lines);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void ColorsOnlyWhereTheyAreWanted(bool colour) =>
        Assert.Equal(colour, Print(80, "stdout", "x", colour: colour).Contains('\u001b', StringComparison.Ordinal));

    [Fact]
    public void ManyRowsAreOneTable()
    {
        var lines = Print(80, "stdout", "x", rows: 1000).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(1003, lines.Length);
        Assert.Single(lines, line => line.StartsWith("msg_id", StringComparison.Ordinal));
        Assert.Single(lines.Skip(2).SkipLast(1).Select(line => line.Length).Distinct());
        Assert.Equal("1000 tasks", lines[^1]);
    }

    [Theory]
    [InlineData("a,b", "\"a,b\"")]
    [InlineData("say \"x\"", "\"say \"\"x\"\"\"")]
    [InlineData("cr\ronly", "\"cr\ronly\"")]
    [InlineData("", "\"\"")]
    [InlineData(null, "")]
    [InlineData(" plain; text ", " plain; text ")]
    public void CsvQuotesAsRfc4180Says(string? stdout, string expected) =>
        Assert.Equal($"msg_id,stdout\r\nid,{expected}\r\n", Print(80, "stdout", stdout, format: "csv"));

    [Fact]
    public void CsvHoldsDictFieldsAsJson()
    {
        var task = new TaskRecord { MsgId = "id", Header = Document.Parse("""{"a": [1, "x"]}""") };
        Assert.Equal("msg_id,header\r\nid,\"{\"\"a\"\":[1,\"\"x\"\"]}\"\r\n", Print(80, "header", task, "csv"));
    }

    private static string Print(int width, string keys, string? stdout, bool colour = false, int rows = 1, string format = "table") =>
        Print(width, keys, new TaskRecord { MsgId = "id", Started = Started, Stdout = stdout }, format, colour, rows);

    private static string Print(int width, string keys, TaskRecord task, string format, bool colour = false, int rows = 1)
    {
        var output = new MemoryStream();
        var shell = new Shell(output, TextWriter.Null) { Width = width, Color = colour };
        var asked = TaskKeys.Of(keys.Split(','));
        using (var writer = Formats.Open(format, shell, Columns.Of(asked)))
        {
            for (var i = 0; i < rows; i++)
            {
                writer.Write(TaskRow.Of(task, asked));
            }

            writer.End();
        }

        shell.Flush();
        return Encoding.UTF8.GetString(output.ToArray());
    }
}
