using System.Buffers;

namespace TaskDbLinq.Server.Overview;

/// <summary>Durations of some groups of tasks in one array, each group's beside each other.</summary>
internal sealed class Durations : IDisposable
{
    private readonly long[] _values;
    private readonly int[] _ends;

    /// <param name="counts">How many each group has at most.</param>
    public Durations(ReadOnlySpan<int> counts)
    {
        _ends = new int[counts.Length];
        var total = 0;
        for (var i = 0; i < counts.Length; i++)
        {
            _ends[i] = total;
            total += counts[i];
        }

        Starts = [.. _ends];
        _values = ArrayPool<long>.Shared.Rent(total);
    }

    private int[] Starts { get; }

    public void Add(int group, long ticks) => _values[_ends[group]++] = ticks;

    /// <summary>Returns a percentile of a group; null if it has no durations.</summary>
    public long? At(int group, int percent) => Ranks.Of(_values.AsSpan(Starts[group], _ends[group] - Starts[group]), percent);

    public void Dispose() => ArrayPool<long>.Shared.Return(_values);
}
