using System.Collections.Immutable;
using System.Linq.Expressions;
using System.Text;
using TaskDbLinq.Documents;
using TaskDbLinq.Expressions;
using TaskDbLinq.Queries.Operators;

namespace TaskDbLinq.Queries.Ast;

/// <summary>A test on the value of one field: an operator with its operand. Immutable.</summary>
internal abstract class Condition(QueryPath path)
{
    /// <summary>Where the condition stands in the query.</summary>
    public QueryPath Path { get; } = path;

    /// <summary>The operator, as a filter writes it.</summary>
    public abstract string Operator { get; }

    /// <summary>The operand, as a filter writes it.</summary>
    public abstract DocumentValue Operand { get; }

    /// <summary>The condition's place among all of its query, from zero; it ties a plan's values to the next query of the same shape.</summary>
    public int Ordinal { get; private set; } = -1;

    /// <summary>Whether the value at a path in a document satisfies the condition, by MongoDB's rules for arrays on the way.</summary>
    public virtual bool Holds(DocumentValue root, FieldPath field) => PathWalk.Any(root, field, this, expandLeaf: true);

    /// <summary>Whether one value satisfies the condition; an array is seen as itself, not as its elements.</summary>
    public abstract bool Accepts(DocumentValue value);

    /// <summary>The condition as a two-valued predicate on what a field path leads to.</summary>
    public abstract Expression Build(FieldTarget target, PredicateBuilder builder);

    /// <summary>The operator and the kinds of its values: all of a condition that a store's translation may depend on.</summary>
    public string Shape
    {
        get
        {
            var shape = new StringBuilder();
            WriteShape(shape);
            return shape.ToString();
        }
    }

    /// <summary>Writes the operator and the kinds of its values.</summary>
    public virtual void WriteShape(StringBuilder shape) => ShapeWriter.Write(shape.Append(Operator).Append('='), Operand);

    /// <summary>Renders into an operator document; <c>$regex</c> adds its options beside itself.</summary>
    public virtual bool RenderInto(DocumentBuilder document) => document.TryAdd(Operator, Operand);

    public sealed override string ToString() => Render([this]).ToString();

    /// <summary>The conditions of one field as a filter writes them; no operator comes twice.</summary>
    public static DocumentValue Render(ImmutableArray<Condition> conditions) =>
        conditions is [Eq { IsPlain: true } equality] ? equality.Operand : RenderOperators(conditions);

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

    internal Condition At(int ordinal)
    {
        Ordinal = ordinal;
        return this;
    }
}
