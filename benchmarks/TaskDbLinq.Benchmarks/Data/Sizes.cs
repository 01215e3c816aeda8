using System.Globalization;

namespace TaskDbLinq.Benchmarks.Data;

/// <summary>How many tasks there are in the runs, from TASKDB_BENCHMARK_SIZES: <c>1000,100000</c>, say.</summary>
internal static class Sizes
{
    public static int[] All { get; } = Environment.GetEnvironmentVariable("TASKDB_BENCHMARK_SIZES") is { Length: > 0 } text
        ? [.. text.Split(',').Select(size => int.Parse(size, CultureInfo.InvariantCulture))]
        : [1_000, 100_000];

    /// <summary>Whether the run is a quick one, from TASKDB_BENCHMARK_QUICK: fewer take part where one call takes seconds.</summary>
    public static bool IsQuick { get; } = Environment.GetEnvironmentVariable("TASKDB_BENCHMARK_QUICK") is { Length: > 0 };
}
