using System.Collections.Immutable;
using System.Linq.Expressions;
using System.Text;
using System.Text.Json.Nodes;
using TaskDbLinq.Filters.Ast;
using TaskDbLinq.Problems;
using TaskDbLinq.Values;

namespace TaskDbLinq.Filters.Operators;

/// <summary>
/// An array with all of the values, or with an element for each <c>$elemMatch</c>: <c>{ f: { $all: [a, b] } }</c> is
/// <c>{ $and: [{ f: a }, { f: b }] }</c>. An empty list matches nothing.
/// </summary>
/// <seealso href="https://www.mongodb.com/docs/manual/reference/operator/query/all/"/>
internal sealed class All(QueryPath path, DocumentArray list, ImmutableArray<Condition> conditions) : Condition(path), IConditionOperator
{
    public static string Name => "$all";

    public override string Operator => Name;

    public override DocumentValue Operand => list;

    /// <summary>What must hold, one for each item of the list.</summary>
    public ImmutableArray<Condition> Conditions { get; } = conditions;

    public static JsonNode? Describe(IDescribedField field) =>
        field is { HoldsList: true, HoldsValues: true } ? OperandSchema.List(field.Value()!, field.Limits) : null;

    public static Condition? Parse(OperandSource source)
    {
        if (source.RawList() is not { } list)
        {
            return null;
        }

        var conditions = ImmutableArray.CreateBuilder<Condition>(list.Count);
        var isElemMatch = list.Count > 0 && IsElemMatch(list[0]);
        for (var i = 0; i < list.Count; i++)
        {
            var item = source.Item(i, list[i]);
            if (IsElemMatch(list[i]) != isElemMatch || (isElemMatch && list[i] is Document { Count: > 1 })
                || (!isElemMatch && list[i] is Document { Count: > 0 } other && IsOperator(other)))
            {
                return item.Fail("$all takes values, or $elemMatch documents, and not both");
            }

            if ((isElemMatch ? item.Conditions(string.Empty).FirstOrDefault() : Member(item)) is not { } condition)
            {
                return null;
            }

            conditions.Add(condition);
        }

        var parsed = conditions.ToImmutable();
        return new All(source.Path, DocumentArray.Of(parsed.Select(ItemOf)), parsed);
    }

    public override bool Holds(DocumentValue root, FieldPath field)
    {
        foreach (var condition in Conditions)
        {
            if (!condition.Holds(root, field))
            {
                return false;
            }
        }

        return !Conditions.IsEmpty;
    }

    public override bool Accepts(DocumentValue value) => !Conditions.IsEmpty && Conditions.All(condition => condition.Accepts(value));

    public override bool? HoldsForNull => list.Any(item => !item.IsNull) ? false : null;

    public override void CollectInto(List<Condition> conditions)
    {
        conditions.Add(this);
        CollectInto(conditions, Conditions);
    }

    public override void WriteShape(StringBuilder shape)
    {
        shape.Append(Name);
        WriteShape(shape, Conditions);
    }

    private static Condition? Member(OperandSource item) => item.Value() switch
    {
        null => null,
        DocumentRegex pattern => Regex.Create(item, pattern) is { } regex ? regex : null,
        { } value => new Eq(item.Path, value),
    };

    private static DocumentValue ItemOf(Condition condition) => condition switch
    {
        Eq equality => equality.Written,
        Regex regex => regex.Literal,
        _ => Render([condition]),
    };

    private static bool IsElemMatch(DocumentValue item) => item is Document { Count: > 0 } document && document.Names[0] == ElemMatch.Name;

    private static bool IsOperator(Document document) => document.Names[0].StartsWith('$') && !ExtendedJson.IsTypeName(document.Names[0]);
}
