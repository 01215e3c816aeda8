namespace TaskDbLinq.Differential.Tests;

/// <summary>How long the random tests run.</summary>
public static class Settings
{
    public static int Sets(int brief, int atLength) =>
        Environment.GetEnvironmentVariable("TASKDB_TEST_LONG") == "1" ? atLength
        : Environment.GetEnvironmentVariable("TASKDB_TEST_SETS") is { } sets ? int.Parse(sets, System.Globalization.CultureInfo.InvariantCulture)
        : brief;
}
