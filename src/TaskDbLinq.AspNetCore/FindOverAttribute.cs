namespace TaskDbLinq;

/// <summary>
/// Says which records the <see cref="FindRequest"/> or the <see cref="FilterRequest"/> of an action or a handler asks for, and what it may
/// cost. It may name what <see cref="AllowQueryAttribute"/> leaves open in the record type.
/// </summary>
/// <typeparam name="T">The record type, with <see cref="AllowQueryAttribute"/> or <see cref="DenyQueryAttribute"/>.</typeparam>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Class)]
public sealed class FindOverAttribute<T> : Attribute, IFindOver
{
    private readonly Lazy<FindOptions> _options;

    /// <summary>The defaults are those of <see cref="FindOptions"/> and of <see cref="FilterLimits"/>.</summary>
    public FindOverAttribute() => _options = new Lazy<FindOptions>(Read);

    /// <summary>Operators with their <c>$</c>; none for all.</summary>
    public string[] Operators { get; init; } = [];

    /// <inheritdoc cref="FindOptions.MaxLimit"/>
    public int MaxLimit { get; init; } = FindOptions.Default.MaxLimit;

    /// <inheritdoc cref="FindOptions.DefaultLimit"/>
    public int DefaultLimit { get; init; } = FindOptions.Default.DefaultLimit;

    /// <inheritdoc cref="FindOptions.MaxSkip"/>
    public int MaxSkip { get; init; } = FindOptions.Default.MaxSkip;

    /// <inheritdoc cref="FindOptions.Key"/>
    public string? Key { get; init; }

    /// <inheritdoc cref="FindOptions.OtherParameters"/>
    public string[] OtherParameters { get; init; } = [];

    /// <inheritdoc cref="FilterLimits.Depth"/>
    public int Depth { get; init; } = FilterLimits.Default.Depth;

    /// <inheritdoc cref="FilterLimits.Nodes"/>
    public int Nodes { get; init; } = FilterLimits.Default.Nodes;

    /// <inheritdoc cref="FilterLimits.ListLength"/>
    public int ListLength { get; init; } = FilterLimits.Default.ListLength;

    /// <inheritdoc cref="FilterLimits.PatternLength"/>
    public int PatternLength { get; init; } = FilterLimits.Default.PatternLength;

    /// <summary>How many milliseconds a pattern may run on one value.</summary>
    public int PatternMilliseconds { get; init; } = (int)FilterLimits.Default.PatternTimeout.TotalMilliseconds;

    /// <summary>What a question may name and cost.</summary>
    /// <exception cref="ArgumentException">The record type has no marks.</exception>
    public FindOptions Options => _options.Value;

    Type IFindOver.Record => typeof(T);

    private FindOptions Read() => new()
    {
        Filter = FilterOptions.Default.AllowMarked<T>()
            .Allow(operators: Operators.Length > 0 ? Operators : null)
            .WithLimits(new FilterLimits
            {
                Depth = Depth,
                Nodes = Nodes,
                ListLength = ListLength,
                PatternLength = PatternLength,
                PatternTimeout = TimeSpan.FromMilliseconds(PatternMilliseconds),
            }),
        MaxLimit = MaxLimit,
        DefaultLimit = DefaultLimit,
        MaxSkip = MaxSkip,
        Key = Key,
        OtherParameters = [.. OtherParameters],
    };
}
