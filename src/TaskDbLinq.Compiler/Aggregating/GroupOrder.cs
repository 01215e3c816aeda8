using TaskDbLinq.Values;

namespace TaskDbLinq.Aggregating;

/// <summary>The order of the values of one column: null first, then NaN, strings by code point.</summary>
internal static class GroupOrder
{
    public static int Compare(object? left, object? right) => (left, right) switch
    {
        (null, null) => 0,
        (null, _) => -1,
        (_, null) => 1,
        (string a, string b) => CodePointOrder.Compare(a, b),
        _ => ((IComparable)left).CompareTo(right),
    };
}
