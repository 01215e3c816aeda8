using System.Collections.Immutable;
using System.Text;
using TaskDbLinq.Problems;
using TaskDbLinq.Values;

namespace TaskDbLinq.Filters.Ast;

/// <summary>An operator over a list of filters: <c>{ $name: [{ … }, { … }] }</c>.</summary>
internal abstract class FilterList(QueryPath path, ImmutableArray<FilterNode> parts) : FilterNode(path)
{
    public ImmutableArray<FilterNode> Parts { get; } = parts;

    /// <summary>The operator, as a filter writes it.</summary>
    protected abstract string Operator { get; }

    public sealed override bool RenderInto(DocumentBuilder filter) =>
        filter.TryAdd(Operator, DocumentArray.Of(Parts.Select(part => part.Render())));

    public sealed override void CollectInto(List<Condition> conditions)
    {
        foreach (var part in Parts)
        {
            part.CollectInto(conditions);
        }
    }

    public sealed override void WriteShape(StringBuilder shape)
    {
        shape.Append(Operator);
        Conjunction.WriteShape(shape, ' ', Parts);
    }

    /// <summary>Whether a document satisfies some of the filters.</summary>
    protected bool MatchesAny(DocumentValue document)
    {
        foreach (var part in Parts)
        {
            if (part.Matches(document))
            {
                return true;
            }
        }

        return false;
    }
}
