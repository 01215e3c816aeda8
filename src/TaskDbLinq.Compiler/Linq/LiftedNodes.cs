using System.Linq.Expressions;
using TaskDbLinq.Compiling.Building;

namespace TaskDbLinq.Linq;

/// <summary>
/// The nodes of a query that something else stands for: the values, which are not in its shape, and the names of paths where they belong
/// to the shape. A part of its reader, and no object of its own.
/// </summary>
internal struct LiftedNodes()
{
    private readonly List<Captured> _values = [];
    private readonly List<Expression> _nodes = [];
    private Dictionary<Expression, ConstantExpression>? _names;

    public readonly Captured[] Values => [.. _values];

    /// <summary>Adds a value.</summary>
    public readonly void Add(Expression node, Captured value)
    {
        _values.Add(value);
        _nodes.Add(node);
    }

    /// <summary>Adds the name of a path.</summary>
    public void AddName(Expression node, object? name)
    {
        _names ??= new(ReferenceEqualityComparer.Instance);
        _names[node] = Expression.Constant(name, node.Type);
    }

    public readonly void Clear()
    {
        _values.Clear();
        _nodes.Clear();
        _names?.Clear();
    }

    /// <summary>Returns what stands in place of the nodes that were read: values, and names of paths that belong to the shape.</summary>
    public readonly Dictionary<Expression, Expression> Replacements()
    {
        // A node that stands in a tree twice is read twice: the later value counts.
        var replacements = new Dictionary<Expression, Expression>(ReferenceEqualityComparer.Instance);
        foreach (var (node, name) in _names ?? [])
        {
            replacements[node] = name;
        }

        for (var i = 0; i < _nodes.Count; i++)
        {
            replacements[_nodes[i]] = _values[i].Access;
        }

        return replacements;
    }
}
