namespace TaskDbLinq.Benchmarks.Running;

/// <summary>What was measured, as a median, and between which values the middle half of the rounds is.</summary>
internal readonly record struct Figure(double Value, double Low, double High)
{
    /// <summary>A figure of one measurement, or of a median whose rounds are not known.</summary>
    public static implicit operator Figure(double value) => new(value, value, value);

    public bool HasSpread => High > Low;

    public static Figure Of(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return new(At(sorted, 0.5), At(sorted, 0.25), At(sorted, 0.75));
    }

    public static double Median(IEnumerable<double> values) => Of(values).Value;

    /// <summary>The same the other way round: how many times as fast, instead of as long.</summary>
    public Figure Inverse() => new(1 / Value, 1 / High, 1 / Low);

    public static Figure operator *(Figure figure, double factor) => new(figure.Value * factor, figure.Low * factor, figure.High * factor);

    /// <summary>Between the two values next to a place.</summary>
    private static double At(List<double> sorted, double share)
    {
        var place = (sorted.Count - 1) * share;
        var (below, rest) = ((int)place, place - (int)place);
        return rest == 0 ? sorted[below] : (sorted[below] * (1 - rest)) + (sorted[below + 1] * rest);
    }
}
