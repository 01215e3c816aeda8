using System.Linq.Expressions;
using System.Text;
using TaskDbLinq.Problems;
using TaskDbLinq.Values;

namespace TaskDbLinq.Filters.Ast;

/// <summary>A node of a parsed filter: a test on a whole document. Immutable; each node renders and evaluates itself.</summary>
internal abstract class FilterNode(QueryPath path)
{
    /// <summary>Where the node stands in the query.</summary>
    public QueryPath Path { get; } = path;

    /// <summary>Renders the node into the fields of a filter document.</summary>
    /// <returns>False when the document already has the node's field, and so can't hold it too.</returns>
    public abstract bool RenderInto(DocumentBuilder filter);

    /// <summary>Whether a document (or an array, seen as one with numeric names) satisfies the node.</summary>
    public abstract bool Matches(DocumentValue document);

    /// <summary>Adds every condition of the node, nested ones too, in the order of the filter.</summary>
    public abstract void CollectInto(List<Condition> conditions);

    /// <summary>Writes what the node is without its values: equal shapes share one compiled plan.</summary>
    public abstract void WriteShape(StringBuilder shape);

    /// <summary>The node as a filter document of its own.</summary>
    public Document Render()
    {
        var filter = new DocumentBuilder();
        RenderInto(filter);
        return filter.Build();
    }

    public sealed override string ToString() => Render().ToString();
}
