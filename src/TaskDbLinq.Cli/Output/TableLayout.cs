namespace TaskDbLinq.Cli.Output;

/// <summary>How wide the columns of a table are.</summary>
internal static class TableLayout
{
    /// <summary>The space between two columns.</summary>
    public const int Gap = 2;

    /// <summary>Takes from the widest columns until all fit.</summary>
    /// <param name="columns">What each column needs to show its values whole, and the least at which they still say something.</param>
    /// <param name="room">The columns of the terminal.</param>
    /// <returns>A width for each column; null when a table of them would not be readable.</returns>
    public static int[]? Fit(IReadOnlyList<(int Wanted, int Least)> columns, int room)
    {
        var left = room - (Gap * (columns.Count - 1));
        if (Widths(columns, 0).Sum() > left)
        {
            return null;
        }

        // The greatest cap under which everything fits; columns that need less keep what they need.
        var cap = columns.Max(column => column.Wanted);
        while (Widths(columns, cap).Sum() > left)
        {
            cap--;
        }

        return [.. Widths(columns, cap)];
    }

    private static IEnumerable<int> Widths(IEnumerable<(int Wanted, int Least)> columns, int cap) =>
        columns.Select(column => Math.Min(column.Wanted, Math.Max(cap, column.Least)));
}
