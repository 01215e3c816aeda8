namespace TaskDbLinq.Benchmarks.Running;

/// <summary>One contender of a <see cref="Heat"/>: what it does, ready to be done again and again.</summary>
/// <param name="Contender">Who it is.</param>
/// <param name="Run">Does it so many times.</param>
internal sealed record Lane(string Contender, Func<int, Task> Run)
{
    /// <summary>Runs before each round, unmeasured. With it a round is one call, such as a change to a store that is made anew.</summary>
    public Func<Task>? Before { get; init; }

    /// <summary>Runs after each round, unmeasured.</summary>
    public Func<Task>? After { get; init; }

    /// <summary>Runs when the heat is over.</summary>
    public Func<ValueTask>? Close { get; init; }

    /// <summary>How many operations one call makes: what is told is the time of one.</summary>
    public int Operations { get; init; } = 1;

    /// <summary>Asks a question that is answered at once.</summary>
    public static Lane Asking(string contender, Func<int> ask) => new(contender, times =>
    {
        for (var i = 0; i < times; i++)
        {
            ask();
        }

        return Task.CompletedTask;
    });

    /// <summary>Awaits one call after the other.</summary>
    public static Lane Awaiting(string contender, Func<Task> ask) => new(contender, async times =>
    {
        for (var i = 0; i < times; i++)
        {
            await ask();
        }
    });
}
