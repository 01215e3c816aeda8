using System.Collections.Immutable;
using System.Linq.Expressions;
using System.Text;
using TaskDbLinq.Problems;
using TaskDbLinq.Values;

namespace TaskDbLinq.Filters.Ast;

/// <summary>One field with its conditions, all of which must hold: <c>{ started: { $gte: a, $lt: b } }</c>.</summary>
internal sealed class FieldFilter(QueryPath path, FieldPath field, ImmutableArray<Condition> conditions) : FilterNode(path)
{
    public FieldPath Field { get; } = field;

    public ImmutableArray<Condition> Conditions { get; } = conditions;

    public override bool RenderInto(DocumentBuilder filter) => filter.TryAdd(Field.Text, Condition.Render(Conditions));

    public override bool Matches(DocumentValue document)
    {
        foreach (var condition in Conditions)
        {
            if (!condition.Holds(document, Field))
            {
                return false;
            }
        }

        return true;
    }

    public override void CollectInto(List<Condition> conditions) => Condition.CollectInto(conditions, Conditions);

    /// <summary>The length keeps field names apart whatever they contain.</summary>
    public override void WriteShape(StringBuilder shape)
    {
        shape.Append(Field.Text.Length).Append(':').Append(Field.Text);
        Condition.WriteShape(shape, Conditions);
    }
}
