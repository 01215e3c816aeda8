using TaskDbLinq.Operations;

namespace TaskDbLinq.Cli.Plotting;

/// <summary>
/// What each engine ran at which time, in columns of the picture's width, so that 100,000 tasks are as many marks as 100.
/// A column of a row is divided among the states of the tasks in it by their number; neighbours alike are one block, until a task begins.
/// </summary>
internal sealed class Timeline
{
    private const int Columns = 1_200;
    private static readonly int StateCount = Enum.GetValues<TaskState>().Length;

    private readonly int[,,] _counts;
    private readonly bool[,] _begins;
    private readonly DateTime _first;
    private readonly double _ticksPerColumn;

    /// <param name="times">The tasks.</param>
    /// <param name="rows">How many engines are shown, from the first.</param>
    public Timeline(TaskTimes times, int rows)
    {
        _counts = new int[rows, Columns, StateCount];
        _begins = new bool[rows, Columns];
        _first = times.First;
        _ticksPerColumn = Math.Max(1, (times.Last - _first).Ticks / (double)Columns);
        foreach (var task in times.Tasks.Where(task => task.Engine >= 0 && task.Engine < rows))
        {
            var start = task.Started ?? task.Submitted;
            var (from, to) = (Column(start), Column(task.Completed ?? times.Last));
            _begins[task.Engine, from] = true;
            for (var column = from; column <= to; column++)
            {
                _counts[task.Engine, column, (int)task.State]++;
            }
        }
    }

    /// <summary>The blocks of all rows; heights are parts of a row, from its lower edge.</summary>
    public IEnumerable<(int Row, DateTime From, DateTime To, TaskState State, double Low, double High)> Blocks()
    {
        for (var row = 0; row < _counts.GetLength(0); row++)
        {
            for (int from = 0, to; from < Columns; from = to)
            {
                for (to = from + 1; to < Columns && IsAlike(row, from, to); to++)
                {
                }

                var total = Enumerable.Range(0, StateCount).Sum(state => _counts[row, from, state]);
                var low = 0.0;
                for (var state = 0; state < StateCount; state++)
                {
                    if (_counts[row, from, state] is > 0 and var count)
                    {
                        yield return (row, Moment(from), Moment(to), (TaskState)state, low, low + ((double)count / total));
                        low += (double)count / total;
                    }
                }
            }
        }
    }

    private bool IsAlike(int row, int left, int right)
    {
        if (_begins[row, right])
        {
            return false;
        }

        for (var state = 0; state < StateCount; state++)
        {
            if (_counts[row, left, state] != _counts[row, right, state])
            {
                return false;
            }
        }

        return true;
    }

    private int Column(DateTime moment) => (int)Math.Clamp((moment - _first).Ticks / _ticksPerColumn, 0, Columns - 1);

    private DateTime Moment(int column) => _first.AddTicks((long)(column * _ticksPerColumn));
}
