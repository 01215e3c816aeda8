using System.Numerics;
using System.Runtime.InteropServices;

namespace TaskDbLinq.Caching;

/// <summary>What a query is without its values: its nodes, types and members in order. Equal shapes share one plan.</summary>
internal sealed class QueryShape : IEquatable<QueryShape>
{
    private readonly List<object?> _parts;
    private readonly int _hash;

    /// <param name="parts">The parts; nobody changes the list any more.</param>
    public QueryShape(List<object?> parts)
    {
        _parts = parts;
        uint hash = 0;
        foreach (var part in CollectionsMarshal.AsSpan(parts))
        {
            hash = (BitOperations.RotateLeft(hash, 5) + hash) ^ (uint)(part?.GetHashCode() ?? 0);
        }

        _hash = (int)hash;
    }

    public bool Equals(QueryShape? other)
    {
        if (other is null || other._hash != _hash || other._parts.Count != _parts.Count)
        {
            return false;
        }

        var own = CollectionsMarshal.AsSpan(_parts);
        var others = CollectionsMarshal.AsSpan(other._parts);
        for (var i = 0; i < own.Length; i++)
        {
            if (!ReferenceEquals(own[i], others[i]) && !Equals(own[i], others[i]))
            {
                return false;
            }
        }

        return true;
    }

    public override bool Equals(object? obj) => Equals(obj as QueryShape);

    public override int GetHashCode() => _hash;
}
