using TaskDbLinq.Benchmarks.Running;

namespace TaskDbLinq.Benchmarks.Report;

/// <summary>All that the runs measured. What they did not is null, and so is what is made of it.</summary>
internal sealed class Measured(IEnumerable<Measurement> measurements)
{
    private readonly Dictionary<(string, string, string, int), Measurement> _byCase =
        measurements.ToDictionary(m => (m.Group, m.Work, m.Contender, m.Tasks));

    public IEnumerable<Measurement> All => _byCase.Values;

    public Measurement? Find(string group, string work, string contender, int tasks = 0) =>
        _byCase.GetValueOrDefault((group, work, contender, tasks));

    /// <summary>
    /// How many times as long one took as the other: of those who were measured in turn the median of the rounds' ratios, which a
    /// disturbance of the machine changes little.
    /// </summary>
    public Figure? Ratio(string group, string work, string contender, string other, int tasks)
    {
        var (one, two) = (Find(group, work, contender, tasks), Find(group, work, other, tasks));
        return one?.Rounds is { } ones && two?.Rounds is { } twos
            ? Figure.Of(ones.Zip(twos, static (a, b) => a / b))
            : one?.Nanoseconds / two?.Nanoseconds;
    }

    /// <summary>The greatest of some ratios, of those that were measured.</summary>
    public Figure? Worst(string group, IEnumerable<string> works, string contender, string other, IEnumerable<int> tasks) => works
        .SelectMany(work => tasks.Select(size => Ratio(group, work, contender, other, size)))
        .MaxBy(ratio => ratio?.Value);
}
