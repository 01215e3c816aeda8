using System.Text;
using Spectre.Console;
using TaskDbLinq.Cli.Hosting;
using TaskDbLinq.Records;

namespace TaskDbLinq.Cli.Output;

/// <summary>
/// <c>table</c>, for people: a line a task where the columns have room, a block of lines a task where they have not.
/// Long values are shortened. The first rows set the widths, so any number of rows needs the memory of a few.
/// </summary>
internal sealed class TableRowWriter : IRowWriter
{
    private const int Batch = 200;
    private const int LeastText = 12;
    private const string Null = "-";

    /// <summary>Up to the seconds, and the sign that something is cut off.</summary>
    private const int LeastTimestamp = 20;

    private readonly IAnsiConsole _console;
    private readonly Columns _columns;
    private readonly List<string[]> _waiting = [];
    private int[]? _widths;
    private bool _begun;
    private long _count;

    public TableRowWriter(Shell shell, Columns columns)
    {
        _columns = columns;
        _console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = shell.Color ? AnsiSupport.Yes : AnsiSupport.No,
            ColorSystem = shell.Color ? ColorSystemSupport.Standard : ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(shell.Text),
        });
        _console.Profile.Width = shell.Width;
    }

    public void Write(TaskRow row)
    {
        _waiting.Add([.. _columns.Values(row).Select(value => value is null ? Null : Shortening.OneLine(PlainText.Of(value)))]);
        _count++;
        if (_waiting.Count == Batch)
        {
            Print();
        }
    }

    public void End()
    {
        if (_waiting.Count > 0)
        {
            Print();
        }

        Line(new Text(_count == 1 ? "1 task" : $"{_count} tasks", new Style(decoration: Decoration.Dim)));
    }

    public void Dispose()
    {
    }

    private void Print()
    {
        var first = !_begun;
        if (first)
        {
            _begun = true;
            _widths =
                TableLayout.Fit([.. _columns.All.Select((column, at) => (Wanted(column, at), Least(column)))], _console.Profile.Width);
        }

        if (_widths is { } widths)
        {
            PrintTable(widths, withHeader: first);
        }
        else
        {
            PrintBlocks();
        }

        _waiting.Clear();
    }

    private int Wanted(Column column, int at) => Math.Max(column.Name.Length, _waiting.Max(row => row[at].GetCellWidth()));

    private static int Least(Column column) => column.Field.Kind == TaskFieldKind.Timestamp ? LeastTimestamp : LeastText;

    private void PrintTable(int[] widths, bool withHeader)
    {
        if (withHeader)
        {
            Line(new Text(Cells(widths, [.. _columns.All.Select(column => column.Name)]), new Style(decoration: Decoration.Bold)));
            Line(new Text(Cells(widths, [.. widths.Select(width => new string('─', width))])));
        }

        foreach (var row in _waiting)
        {
            Line(new Text(Cells(widths, row)));
        }
    }

    /// <summary>A line of cells, without blanks behind the last.</summary>
    private string Cells(int[] widths, string[] cells)
    {
        var line = new StringBuilder();
        foreach (var (at, width) in widths.Index())
        {
            var cell = Shortening.Fit(cells[at], width, IsId(at));
            line.Append(cell).Append(' ', width - cell.GetCellWidth() + TableLayout.Gap);
        }

        return line.ToString().TrimEnd();
    }

    private void PrintBlocks()
    {
        var label = _columns.All.Max(column => column.Name.Length);
        foreach (var row in _waiting)
        {
            foreach (var (at, column) in _columns.All.Index())
            {
                var room = Math.Max(1, _console.Profile.Width - label - TableLayout.Gap);
                _console.Write(new Text(column.Name.PadRight(label + TableLayout.Gap), new Style(decoration: Decoration.Bold)));
                Line(new Text(Shortening.Fit(row[at], room, IsId(at))));
            }

            _console.WriteLine();
        }
    }

    private void Line(Text text)
    {
        _console.Write(text);
        _console.WriteLine();
    }

    private bool IsId(int at) => _columns.All[at].Name is TaskKey.MsgId or TaskKey.ClientUuid or TaskKey.EngineUuid or TaskKey.Resubmitted;
}
