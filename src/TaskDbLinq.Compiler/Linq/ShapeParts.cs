using System.Linq.Expressions;
using TaskDbLinq.Caching;

namespace TaskDbLinq.Linq;

/// <summary>
/// What the shape of a query is made of: types, members and numbers, in the order in which they are read, and marks, which no part of a
/// query can be mistaken for. A part of its reader, and no object of its own.
/// </summary>
/// <param name="result">The type of the answer; null where <see cref="Begin"/> says it.</param>
internal readonly struct ShapeParts(Type? result)
{
    /// <summary>How many parts the shape of a usual query has at most: a list that grows costs more than all else.</summary>
    private const int UsualParts = 64;

    private static readonly object Root = new(), Value = new(), Null = new(), None = new();

    /// <summary>Boxed once: node types and small numbers.</summary>
    private static readonly object[] Numbers = [.. Enumerable.Range(0, 256).Select(number => (object)number)];

    private readonly List<object?> _parts = new(UsualParts) { result };

    /// <summary>Begins anew.</summary>
    public void Begin(Type answer)
    {
        _parts.Clear();
        _parts.Add(answer);
    }

    /// <summary>Returns the shape. Nothing is added after that.</summary>
    public QueryShape ToShape() => new(_parts);

    public void Add(object? part) => _parts.Add(part);

    /// <summary>Adds a small number; of a larger one its last eight bits, which do where what was counted is added, too.</summary>
    public void AddNumber(int number) => _parts.Add(Numbers[number & 255]);

    /// <summary>Adds what all nodes have.</summary>
    public void AddNode(Expression node)
    {
        _parts.Add(Numbers[(int)node.NodeType]);
        _parts.Add(node.Type);
    }

    public void AddConstant(object? value) => _parts.Add(value ?? Null);

    /// <summary>Adds that there is a value, which the shape does not have.</summary>
    /// <param name="type">The type of the expression.</param>
    /// <param name="isNull">What is null is a part of the shape: SQL and indexes treat it in a way of its own.</param>
    public void AddValue(Type type, bool isNull)
    {
        _parts.Add(isNull ? Null : Value);
        _parts.Add(type);
    }

    /// <summary>Adds the records that are asked.</summary>
    public void AddRoot() => _parts.Add(Root);

    /// <summary>Adds that there is nothing.</summary>
    public void AddNone() => _parts.Add(None);
}
