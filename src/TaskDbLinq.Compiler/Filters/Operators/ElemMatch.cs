using System.Collections.Immutable;
using System.Linq.Expressions;
using System.Text;
using System.Text.Json.Nodes;
using TaskDbLinq.Filters.Ast;
using TaskDbLinq.Problems;
using TaskDbLinq.Values;

namespace TaskDbLinq.Filters.Operators;

/// <summary>
/// An array with one element that satisfies everything: a filter, for elements that are documents
/// (a nested array is seen as one with numeric names), or operators, for elements that are values.
/// </summary>
/// <seealso href="https://www.mongodb.com/docs/manual/reference/operator/query/elemMatch/"/>
internal sealed class ElemMatch(
    QueryPath path, FilterNode? filter, ImmutableArray<Condition> conditions) : Condition(path), IConditionOperator
{
    public static string Name => "$elemMatch";

    public override string Operator => Name;

    public override DocumentValue Operand { get; } = filter is null ? RenderOperators(conditions) : filter.Render();

    /// <summary>What an element must satisfy that is a document; null where values are tested.</summary>
    public FilterNode? Filter { get; } = filter;

    /// <summary>What an element must satisfy that is a value.</summary>
    public ImmutableArray<Condition> Conditions { get; } = conditions;

    public static JsonNode? Describe(IDescribedField field) => field.Element();

    public static Condition? Parse(OperandSource source)
    {
        if (source.Raw is not Document document)
        {
            return source.Fail("$elemMatch takes a document");
        }

        if (document.Count > 0 && OperatorTable.Conditions.ContainsKey(document.Names[0]))
        {
            var conditions = source.Conditions(string.Empty);
            return conditions.IsDefaultOrEmpty ? null : new ElemMatch(source.Path, null, conditions);
        }

        return new ElemMatch(source.Path, source.Filter(source.Raw, source.Path), []);
    }

    /// <summary>The test of each element, for the reader of expressions.</summary>
    public static ElemMatch Of(FilterNode filter) => new(QueryPath.Root, filter, []);

    /// <inheritdoc cref="Of(FilterNode)"/>
    public static ElemMatch Of(ImmutableArray<Condition> conditions) => new(QueryPath.Root, null, conditions);

    public override bool Holds(DocumentValue root, FieldPath field) => PathWalk.Any(root, field, this, expandLeaf: false);

    public override bool Accepts(DocumentValue value)
    {
        if (value is not DocumentArray array)
        {
            return false;
        }

        foreach (var element in array.Span)
        {
            if (Filter is not null
                ? element is Document or DocumentArray && Filter.Matches(element)
                : Conditions.All(condition => condition.Accepts(element)))
            {
                return true;
            }
        }

        return false;
    }

    public override bool? HoldsForNull => false;

    public override void CollectInto(List<Condition> conditions)
    {
        conditions.Add(this);
        CollectInto(conditions, Conditions);
        Filter?.CollectInto(conditions);
    }

    public override void WriteShape(StringBuilder shape)
    {
        shape.Append(Name);
        if (Filter is null)
        {
            WriteShape(shape, Conditions);
        }
        else
        {
            Filter.WriteShape(shape);
        }
    }
}
