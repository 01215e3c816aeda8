namespace TaskDbLinq.Benchmarks.Running;

/// <summary>The same work by all who can do it, over as many tasks.</summary>
/// <param name="Work">What is done.</param>
/// <param name="Tasks">Over how many tasks; zero where that means nothing.</param>
/// <param name="Open">Makes ready who takes part, and checks that what they do is right.</param>
internal sealed record Heat(string Work, int Tasks, Func<Task<IReadOnlyList<Lane>>> Open)
{
    /// <summary>How many times as many rounds as usual: for what is over in a moment.</summary>
    public int MoreRounds { get; init; } = 1;

    /// <summary>Whether a first round is not counted, in which code is compiled and files come into memory.</summary>
    public bool WarmsUp { get; init; } = true;

    /// <summary>
    /// Whether each call uses something up that there is not much of: contenders are called no longer before their turns than it takes to
    /// know how often, and there are no more rounds.
    /// </summary>
    public bool UsesUp { get; init; }

    /// <summary>
    /// Whether garbage is collected before each turn, which is not counted: else the large objects of one contender are collected in the
    /// turn of another. What is over in a moment would pay for it, since memory is touched for the first time again.
    /// </summary>
    public bool CollectsGarbage { get; init; }
}

/// <summary>Heats that are compared in one table, whose name is that of the class.</summary>
internal interface IRace : IAsyncDisposable
{
    IEnumerable<Heat> Heats { get; }

    /// <summary>Removes what the heats left for each other.</summary>
    ValueTask IAsyncDisposable.DisposeAsync() => ValueTask.CompletedTask;
}

/// <summary>How long a race takes.</summary>
/// <param name="Rounds">How many times each contender has its turn.</param>
/// <param name="Turn">How long a turn lasts, about.</param>
internal sealed record Pace(int Rounds, TimeSpan Turn)
{
    /// <summary>How many times as many rounds a heat has whose first ones are close to a limit.</summary>
    public const int TimesIfClose = 3;

    /// <summary>A heat whose rounds take so long has no more of them.</summary>
    public static readonly TimeSpan Much = TimeSpan.FromSeconds(4);

    /// <summary>
    /// How long a contender is called before its first turn, at least: with few and short turns, the code of its first ones would not yet
    /// be compiled in full.
    /// </summary>
    public static readonly TimeSpan WarmUp = TimeSpan.FromMilliseconds(200);

    /// <summary>A contender whose turn takes so long has no second one.</summary>
    public static readonly TimeSpan Endless = TimeSpan.FromSeconds(3);

    /// <summary>The rounds of a contender of which one call takes long: a third of them, and not less than three.</summary>
    public int FewRounds => Math.Max(3, Rounds / 3);

    /// <summary>A contender whose turn takes longer than this has a few only.</summary>
    public TimeSpan Long => Turn * 8;
}
