using System.Collections.Immutable;
using System.Linq.Expressions;
using System.Text;
using TaskDbLinq.Documents;
using TaskDbLinq.Expressions;

namespace TaskDbLinq.Queries.Ast;

/// <summary>The fields of one filter document, all of which must hold: <c>{ a: 1, b: 2 }</c>. Without any it matches everything.</summary>
internal sealed class Conjunction(QueryPath path, ImmutableArray<FilterNode> parts) : FilterNode(path)
{
    public ImmutableArray<FilterNode> Parts { get; } = parts;

    public static Conjunction Empty { get; } = new(QueryPath.Root, []);

    /// <summary>Parts that can't share one document go under <c>$and</c>: <c>{ a &amp;&amp; a' } => { $and: [{ a }, { a' }] }</c>.</summary>
    public override bool RenderInto(DocumentBuilder filter)
    {
        var own = new DocumentBuilder();
        var rendered = Parts.All(part => part.RenderInto(own))
            ? own.Build()
            : Document.Of(("$and", DocumentArray.Of(Parts.Select(part => part.Render()))));
        foreach (var (name, value) in rendered)
        {
            if (!filter.TryAdd(name, value))
            {
                return false;
            }
        }

        return true;
    }

    public override bool Matches(DocumentValue document)
    {
        foreach (var part in Parts)
        {
            if (!part.Matches(document))
            {
                return false;
            }
        }

        return true;
    }

    public override Expression Build(PredicateBuilder builder, RecordScope record) =>
        PredicateBuilder.All(Parts.Select(part => part.Build(builder, record)));

    public override void WriteShape(StringBuilder shape) => WriteShape(shape, '&', Parts);

    /// <summary>The shape of a list of nodes.</summary>
    public static void WriteShape(StringBuilder shape, char mark, ImmutableArray<FilterNode> parts)
    {
        shape.Append(mark).Append('(');
        foreach (var part in parts)
        {
            part.WriteShape(shape);
            shape.Append(',');
        }

        shape.Append(')');
    }
}
