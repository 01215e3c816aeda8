using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace TaskDbLinq;

/// <summary>How much a <see cref="DictDb"/> holds, and whom it tells when it lets go of tasks. The defaults are IPython's.</summary>
public sealed record DictDbOptions
{
    /// <summary>The options that hold when none are given.</summary>
    public static DictDbOptions Default { get; } = new();

    /// <summary>How many tasks are held at most; one or more. Default 1024.</summary>
    public int RecordLimit
    {
        get;
        init => field = value >= 1 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "RecordLimit is one or more.");
    } = 1024;

    /// <summary>How many bytes of buffers (request and result) are held at most; zero or more. Default 1 GiB.</summary>
    public long SizeLimit
    {
        get;
        init => field = value >= 0 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "SizeLimit is zero or more.");
    } = 1L << 30;

    /// <summary>
    /// Which part of a limit culling makes free, from 0 (no more than needed) to 1 (everything but the task being written).
    /// Default 0.1.
    /// </summary>
    public double CullFraction
    {
        get;
        init => field = value is >= 0 and <= 1
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, "CullFraction is between 0 and 1.");
    } = 0.1;

    /// <summary>
    /// How many culled ids are remembered at most (at least the last half of them), so that asking for one says why it is gone; zero or
    /// more. Default 10,000.
    /// </summary>
    public int CulledIdLimit
    {
        get;
        init => field = value >= 0 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "CulledIdLimit is zero or more.");
    } = 10_000;

    /// <summary>Receives a report of each cull: information, or a warning when pending tasks had to go. Default none.</summary>
    public ILogger Logger { get; init; } = NullLogger.Instance;

    /// <summary>
    /// How many tasks stay when there are too many: <c>limit * (1 - fraction)</c>, with the task being written beside them.
    /// </summary>
    internal int RecordsKept => (int)Math.Min(RecordLimit, Kept(RecordLimit) + 1);

    /// <summary>How many bytes stay when there are too many: <c>limit * (1 - fraction)</c>.</summary>
    internal long BytesKept => (long)Kept(SizeLimit);

    /// <summary>In decimals, so that a fraction of 0.9 leaves 1 of 10 and not a little less.</summary>
    private decimal Kept(long limit) => Math.Floor(limit * (1 - (decimal)CullFraction));
}
