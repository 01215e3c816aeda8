namespace TaskDbLinq.Server.Overview;

/// <summary>Percentiles by nearest rank, as <see cref="DurationStats"/> has them, without sorting.</summary>
internal static class Ranks
{
    /// <summary>
    /// Returns the value of which so many percent are at most; the values are left in another order. Null if there are none.
    /// </summary>
    public static float? Of(Span<float> values, int percent) =>
        values.IsEmpty ? null : Select(values, (int)((((long)values.Length * percent) + 99) / 100) - 1);

    /// <summary>Hoare's selection, with the middle of three as the pivot.</summary>
    private static float Select(Span<float> values, int rank)
    {
        while (values.Length > 1)
        {
            var pivot = MiddleOf(values[0], values[values.Length / 2], values[^1]);
            var (low, high) = (0, values.Length - 1);
            while (low <= high)
            {
                while (values[low] < pivot)
                {
                    low++;
                }

                while (values[high] > pivot)
                {
                    high--;
                }

                if (low <= high)
                {
                    (values[low], values[high]) = (values[high], values[low]);
                    (low, high) = (low + 1, high - 1);
                }
            }

            if (rank <= high)
            {
                values = values[..(high + 1)];
            }
            else if (rank >= low)
            {
                values = values[low..];
                rank -= low;
            }
            else
            {
                return pivot;
            }
        }

        return values[0];
    }

    private static float MiddleOf(float a, float b, float c) => Math.Max(Math.Min(a, b), Math.Min(Math.Max(a, b), c));
}
