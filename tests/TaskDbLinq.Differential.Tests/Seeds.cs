namespace TaskDbLinq.Differential.Tests;

/// <summary>The seeds that a random test runs: one for each set of records.</summary>
/// <param name="First">The first of them.</param>
/// <param name="Sets">How many there are.</param>
/// <param name="IsAlone">Whether it is one that TASKDB_TEST_SEED names, of which no more is asked than that it passes.</param>
public sealed record Seeds(ulong First, int Sets, bool IsAlone)
{
    /// <summary>Runs each seed. Whatever fails, an answer or a call that throws, fails with the seed to run it again by.</summary>
    /// <param name="run">Runs one; returns whether to go on.</param>
    public async Task EachAsync(Func<ulong, Task<bool>> run)
    {
        for (var set = 0; set < Sets; set++)
        {
            var seed = First + (ulong)set;
            try
            {
                if (!await run(seed))
                {
                    return;
                }
            }
            catch (Exception fault)
            {
                Assert.Fail($"TASKDB_TEST_SEED={seed}\n{fault}");
            }
        }
    }
}
