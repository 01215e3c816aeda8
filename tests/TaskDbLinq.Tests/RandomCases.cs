using System.Globalization;
using CsCheck;

namespace TaskDbLinq.Tests;

/// <summary>
/// Random cases, each of a seed of its own that a failure prints. A usual run draws the same seeds each time, so that what
/// fails is the change under test; TASKDB_TEST_LONG=1 draws new ones, and TASKDB_TEST_SEED runs its one case alone.
/// </summary>
public static class RandomCases
{
    private const int UsualSeed = 20261123;

    public static int Seed => Given ?? (Environment.GetEnvironmentVariable("TASKDB_TEST_LONG") == "1" ? Random.Shared.Next() : UsualSeed);

    private static int? Given =>
        Environment.GetEnvironmentVariable("TASKDB_TEST_SEED") is { } seed ? int.Parse(seed, CultureInfo.InvariantCulture) : null;

    public static void Run(int cases, Action<int> check)
    {
        var seeds = new PCG(0, (ulong)Seed);
        foreach (var seed in Given is { } alone ? [alone] : Enumerable.Range(0, cases).Select(_ => (int)seeds.Next()))
        {
            try
            {
                check(seed);
            }
            catch (Exception fault)
            {
                throw new InvalidOperationException($"TASKDB_TEST_SEED={seed}: {fault.Message}", fault);
            }
        }
    }
}
