using TaskDbLinq.Benchmarks.Running;

namespace TaskDbLinq.Benchmarks.Report;

/// <summary>A goal for speed or memory.</summary>
/// <param name="Name">Names its notes: <c>benchmarks/notes/NAME.md</c>.</param>
/// <param name="Text">What is wanted, without the limit.</param>
/// <param name="IsUpper">Whether the limit is the most that may be measured, not the least that must be.</param>
/// <param name="Limit">The limit; null for what is told beside a goal and has none of its own.</param>
/// <param name="Unit">What is counted.</param>
/// <param name="Value">What was measured; null where that was not.</param>
internal sealed record Goal(string Name, string Text, bool IsUpper, double? Limit, string Unit, Func<Measured, Figure?> Value)
{
    private const double CloseShare = 0.1;

    public static Goal AtMost(string name, string text, double limit, string unit, Func<Measured, Figure?> value) =>
        new(name, text, true, limit, unit, value);

    public static Goal AtLeast(string name, string text, double limit, string unit, Func<Measured, Figure?> value) =>
        new(name, text, false, limit, unit, value);

    public static Goal Told(string name, string text, string unit, Func<Measured, Figure?> value) =>
        new(name, text, false, null, unit, value);

    /// <summary>Whether the goal is met; null where nothing was measured, or nothing is wanted.</summary>
    public bool? IsMet(Measured measured) => Limit is { } limit && Value(measured) is { } value
        ? IsUpper ? value.Value <= limit : value.Value >= limit
        : null;

    /// <summary>
    /// Whether the middle half of the rounds has values on both sides of the limit; of what was measured once, whether it is less than a
    /// tenth of the limit away from it.
    /// </summary>
    public bool IsClose(Measured measured) => Limit is { } limit && Value(measured) is { } value
        && (value.HasSpread ? value.Low <= limit && value.High >= limit : Math.Abs(value.Value - limit) < limit * CloseShare);

    /// <summary>Whether it is met, and whether closely; empty where nothing was measured, or nothing is wanted.</summary>
    public string Verdict(Measured measured) => IsMet(measured) is { } met
        ? $"{(met ? "yes" : "**no**")}{(IsClose(measured) ? ", closely" : "")}"
        : "";
}
