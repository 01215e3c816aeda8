using System.Diagnostics.Metrics;

namespace TaskDbLinq.Caching;

/// <summary>The counters of all caches, in the meter of the library; the tag <c>cache</c> tells which cache.</summary>
internal static class CacheMeter
{
    /// <summary>The name of the library's meter.</summary>
    public const string Name = "TaskDbLinq";

    private static readonly Meter Meter = new(Name);

    /// <summary>Values that were found.</summary>
    public static Counter<long> Hits { get; } = Meter.CreateCounter<long>("taskdb.cache.hits", "{value}", "Values that a cache had.");

    /// <summary>Values that had to be made.</summary>
    public static Counter<long> Misses { get; } =
        Meter.CreateCounter<long>("taskdb.cache.misses", "{value}", "Values that a cache had to make.");
}
