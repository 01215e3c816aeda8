using System.Globalization;
using TaskDbLinq.Differential.Tests.Judging;
using TaskDbLinq.PostgreSql.Tests.Fixture;

namespace TaskDbLinq.Differential.Tests;

/// <summary>
/// How a random test begins: TASKDB_TEST_SEED runs one set of records alone, TASKDB_TEST_SETS says how many sets there are,
/// TASKDB_TEST_LONG=1 runs many.
/// </summary>
public static class Settings
{
    private static bool IsLong => Environment.GetEnvironmentVariable("TASKDB_TEST_LONG") == "1";

    /// <summary>Opens all sides, says which take part, and returns them with the seeds to run.</summary>
    /// <param name="output">Where it is said.</param>
    /// <param name="brief">How many sets a usual run has.</param>
    /// <param name="atLength">How many sets a long run has.</param>
    /// <param name="server">PostgreSQL, where it takes part if it is there; null where it does not.</param>
    public static async Task<(Sides Sides, Seeds Seeds)> OpenAsync(
        ITestOutputHelper output, int brief, int atLength, PostgresServer? server = null)
    {
        var sides = await Sides.OpenAsync(server is { Missing: null } ? server.CreateDatabase() : null);
        return (sides, Begin(output, sides.HasEngine, brief, atLength));
    }

    /// <summary>Says whether the engine takes part, and returns the seeds to run.</summary>
    /// <param name="output">Where it is said.</param>
    /// <param name="hasEngine">Whether the engine takes part.</param>
    /// <param name="brief">How many sets a usual run has.</param>
    /// <param name="atLength">How many sets a long run has.</param>
    /// <param name="offset">How far from the first seed of all tests the first one of this test is.</param>
    public static Seeds Begin(ITestOutputHelper output, bool hasEngine, int brief, int atLength, ulong offset = 0)
    {
        var alone = Environment.GetEnvironmentVariable("TASKDB_TEST_SEED");
        var seeds = alone is null
            ? new Seeds(FirstSeed + offset, Sets(brief, atLength), IsAlone: false)
            : new Seeds(ulong.Parse(alone, CultureInfo.InvariantCulture), 1, IsAlone: true);
        output.WriteLine(hasEngine ? "With the engine." : $"The engine takes no part: {Sides.Variable} is not set.");
        output.WriteLine($"Seeds from {seeds.First}, {seeds.Sets} sets.");
        return seeds;
    }

    /// <summary>
    /// The seed of the first set. A usual run asks the same questions each time, so that what fails is the change under
    /// test; the long run asks new ones.
    /// </summary>
    private static ulong FirstSeed => IsLong ? (ulong)Random.Shared.NextInt64() : 20261123;

    private static int Sets(int brief, int atLength) =>
        Environment.GetEnvironmentVariable("TASKDB_TEST_SETS") is { } sets ? int.Parse(sets, CultureInfo.InvariantCulture)
        : IsLong ? atLength
        : brief;
}
