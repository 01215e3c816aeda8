namespace TaskDbLinq.Differential.Tests;

/// <summary>How long the random tests run: TASKDB_TEST_SETS says how many sets of records, TASKDB_TEST_LONG=1 many.</summary>
public static class Settings
{
    /// <summary>
    /// The seed of the first set. A usual run asks the same questions each time, so that what fails is the change under
    /// test; the long run asks new ones.
    /// </summary>
    public static ulong FirstSeed =>
        Environment.GetEnvironmentVariable("TASKDB_TEST_LONG") == "1" ? (ulong)Random.Shared.NextInt64() : 20261123;

    public static int Sets(bool isSeeded, int brief, int atLength) =>
        Environment.GetEnvironmentVariable("TASKDB_TEST_SETS") is { } sets
            ? int.Parse(sets, System.Globalization.CultureInfo.InvariantCulture)
        : isSeeded ? 1
        : Environment.GetEnvironmentVariable("TASKDB_TEST_LONG") == "1" ? atLength
        : brief;
}
