using System.Collections.Immutable;
using System.Linq.Expressions;
using System.Text;
using TaskDbLinq.Problems;
using TaskDbLinq.Values;

namespace TaskDbLinq.Filters.Ast;

/// <summary>The fields of one filter document, all of which must hold: <c>{ a: 1, b: 2 }</c>. Without any it matches everything.</summary>
internal sealed class Conjunction(QueryPath path, ImmutableArray<FilterNode> parts) : FilterNode(path)
{
    public ImmutableArray<FilterNode> Parts { get; } = parts;

    /// <summary><c>{ a, { b, c } } => { a, b, c }</c>, <c>{ a } => a</c>: what means the same has one shape.</summary>
    public static FilterNode Of(QueryPath path, ImmutableArray<FilterNode> parts)
    {
        var flat = HasConjunction(parts) ? [.. parts.SelectMany(part => part is Conjunction inner ? inner.Parts : [part])] : parts;
        return flat is [var single] ? single : new Conjunction(path, flat);
    }

    public static Conjunction Empty { get; } = new(QueryPath.Root, []);

    /// <summary>
    /// Parts that can't share one document go under <c>$and</c>: <c>{ a &amp;&amp; a' } => { $and: [{ a }, { a' }] }</c>.
    /// </summary>
    public override bool RenderInto(DocumentBuilder filter)
    {
        // Each part is rendered once: twice at each level would be exponential in the depth.
        var rendered = Parts.Select(part => part.Render()).ToArray();
        var own = new DocumentBuilder();
        return AddAll(own, rendered)
            ? AddAll(filter, [own.Build()])
            : filter.TryAdd("$and", DocumentArray.Of(rendered));
    }

    private static bool HasConjunction(ImmutableArray<FilterNode> parts)
    {
        foreach (var part in parts)
        {
            if (part is Conjunction)
            {
                return true;
            }
        }

        return false;
    }

    private static bool AddAll(DocumentBuilder target, IEnumerable<Document> documents)
    {
        foreach (var (name, value) in documents.SelectMany(document => document))
        {
            if (!target.TryAdd(name, value))
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

    public override void CollectInto(List<Condition> conditions)
    {
        foreach (var part in Parts)
        {
            part.CollectInto(conditions);
        }
    }

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
