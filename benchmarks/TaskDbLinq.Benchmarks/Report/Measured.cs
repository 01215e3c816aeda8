using TaskDbLinq.Benchmarks.Running;

namespace TaskDbLinq.Benchmarks.Report;

/// <summary>All that the runs measured. What they did not is null, and so is what is made of it.</summary>
internal sealed class Measured(IEnumerable<Measurement> measurements)
{
    private readonly Dictionary<(string, string, string, int), Measurement> _byCase =
        measurements.ToDictionary(m => (m.Group, m.Work, m.Contender, m.Tasks));

    /// <summary>What runs left in a folder.</summary>
    public static Measured In(string folder) =>
        new(Directory.EnumerateFiles(folder, "*.json").Order(StringComparer.Ordinal).SelectMany(MeasurementFile.Read));

    public IEnumerable<Measurement> All => _byCase.Values;

    public Measurement? Find(string group, string work, string contender, int tasks = 0) =>
        _byCase.GetValueOrDefault((group, work, contender, tasks));

    /// <summary>
    /// How many times as long one took as the other: of those who were measured in turn the median of the rounds' ratios, which a
    /// disturbance of the machine changes little.
    /// </summary>
    public Figure? Ratio(string group, string work, string contender, string other, int tasks) =>
        RatioToSum(group, work, contender, [other], tasks);

    /// <summary>The same beside what some others took together.</summary>
    public Figure? RatioToSum(string group, string work, string contender, string[] others, int tasks = 0)
    {
        if (Find(group, work, contender, tasks) is not { } one
            || others.Select(other => Find(group, work, other, tasks)).ToList() is var found && found.Contains(null))
        {
            return null;
        }

        return one.Rounds is { } rounds && found.TrueForAll(static other => other!.Rounds is not null)
            ? Figure.Of(rounds.Zip(Sums(found!), static (a, b) => a / b))
            : one.Nanoseconds / found.Sum(static other => other!.Nanoseconds);
    }

    /// <summary>The greatest of some ratios, of those that were measured.</summary>
    public Figure? Worst(string group, IEnumerable<string> works, string contender, string other, IEnumerable<int> tasks) => works
        .SelectMany(work => tasks.Select(size => Ratio(group, work, contender, other, size)))
        .MaxBy(ratio => ratio?.Value);

    /// <summary>What some took together, round by round.</summary>
    private static IEnumerable<double> Sums(List<Measurement> some) =>
        Enumerable.Range(0, some.Min(static m => m.Rounds!.Length)).Select(round => some.Sum(m => m.Rounds![round]));
}
