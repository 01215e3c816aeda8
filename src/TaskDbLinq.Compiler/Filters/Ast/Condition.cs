using System.Collections.Immutable;
using System.Text;
using TaskDbLinq.Problems;
using TaskDbLinq.Values;

namespace TaskDbLinq.Filters.Ast;

/// <summary>A test on the value of one field: an operator with its operand. Immutable.</summary>
internal abstract class Condition(QueryPath path)
{
    /// <summary>Where the condition stands in the query.</summary>
    public QueryPath Path { get; } = path;

    /// <summary>The operator, as a filter writes it.</summary>
    public abstract string Operator { get; }

    /// <summary>The operand, as a filter writes it.</summary>
    public abstract DocumentValue Operand { get; }

    /// <summary>The value v where <c>{ f: v }</c> says the same; null where it doesn't.</summary>
    public virtual DocumentValue? Shorthand => null;

    /// <summary>Whether the value at a path in a document satisfies the condition, by MongoDB's rules for arrays on the way.</summary>
    public virtual bool Holds(DocumentValue root, FieldPath field) => PathWalk.Any(root, field, this, expandLeaf: true);

    /// <summary>Whether one value satisfies the condition; an array is seen as itself, not as its elements.</summary>
    public abstract bool Accepts(DocumentValue value);

    /// <summary>
    /// Whether a column that is null satisfies the condition; null where that depends on more. On a column null counts as
    /// missing too.
    /// </summary>
    public abstract bool? HoldsForNull { get; }

    /// <summary>What the condition asks of a column that holds one value; null where a store has to be asked by an expression.</summary>
    public virtual ColumnQuestion? OnColumn => null;

    /// <summary>All of the condition that a store's translation may depend on: the operator and the kinds of its values.</summary>
    public virtual ConditionShape Shape => new(Key);

    /// <summary>The shape as text: conditions of equal keys share a translation.</summary>
    public string Key
    {
        get
        {
            var shape = new StringBuilder();
            WriteShape(shape);
            return shape.ToString();
        }
    }

    /// <summary>Adds the condition and the conditions inside it, in the order of the filter.</summary>
    public virtual void CollectInto(List<Condition> conditions) => conditions.Add(this);

    /// <summary>Writes the operator and the kinds of its values.</summary>
    public virtual void WriteShape(StringBuilder shape) => shape.Append(Operator).Append('=').Append((char)OperandKinds.Of(Operand));

    /// <summary>Renders into an operator document; <c>$regex</c> adds its options beside itself.</summary>
    public virtual bool RenderInto(DocumentBuilder document) => document.TryAdd(Operator, Written);

    /// <summary>The operand as a filter writes it, where an object in it could be taken for operators.</summary>
    public virtual DocumentValue Written => Operand;

    public sealed override string ToString() => Render([this]).ToString();

    /// <summary>The conditions of one field as a filter writes them; no operator comes twice.</summary>
    public static DocumentValue Render(ImmutableArray<Condition> conditions) =>
        conditions is [{ Shorthand: { } value }] ? value : RenderOperators(conditions);

    /// <summary>The conditions as a document of operators, where a plain value would mean something else.</summary>
    public static Document RenderOperators(ImmutableArray<Condition> conditions)
    {
        var document = new DocumentBuilder();
        foreach (var condition in conditions)
        {
            condition.RenderInto(document);
        }

        return document.Build();
    }

    /// <summary>Adds several conditions, and the conditions inside them.</summary>
    public static void CollectInto(List<Condition> target, ImmutableArray<Condition> conditions)
    {
        foreach (var condition in conditions)
        {
            condition.CollectInto(target);
        }
    }

    public static void WriteShape(StringBuilder shape, ImmutableArray<Condition> conditions)
    {
        shape.Append('{');
        foreach (var condition in conditions)
        {
            condition.WriteShape(shape);
            shape.Append(',');
        }

        shape.Append('}');
    }
}
