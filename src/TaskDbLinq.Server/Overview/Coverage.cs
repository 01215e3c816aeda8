namespace TaskDbLinq.Server.Overview;

/// <summary>
/// How much of each column of time some stretches cover: 1.5 where one covers all of a column and another one half of it.
/// </summary>
internal sealed class Coverage(int columns)
{
    /// <summary>What ends within a column, and by how much more the columns from here on are covered whole.</summary>
    private readonly double[] _parts = new double[columns];

    private readonly double[] _steps = new double[columns + 1];

    /// <summary>Adds a stretch; both ends in columns from the left edge.</summary>
    public void Add(double from, double to)
    {
        from = Math.Max(0, from);
        to = Math.Min(columns, to);
        if (to <= from)
        {
            return;
        }

        var (first, last) = ((int)from, Math.Min(columns - 1, (int)to));
        if (first == last)
        {
            _parts[first] += to - from;
            return;
        }

        _parts[first] += first + 1 - from;
        _parts[last] += to - last;
        _steps[first + 1]++;
        _steps[last]--;
    }

    /// <summary>The sums, column by column.</summary>
    public double[] Sums()
    {
        var sums = new double[columns];
        var whole = 0.0;
        for (var i = 0; i < columns; i++)
        {
            whole += _steps[i];
            sums[i] = Math.Max(0, whole + _parts[i]);
        }

        return sums;
    }
}
