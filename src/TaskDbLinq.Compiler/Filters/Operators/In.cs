using System.Linq.Expressions;
using System.Text;
using System.Text.Json.Nodes;
using TaskDbLinq.Filters.Ast;
using TaskDbLinq.Problems;
using TaskDbLinq.Values;

namespace TaskDbLinq.Filters.Operators;

/// <summary>Equal to one of a list, or matching one of its patterns; <c>null</c> in it matches null and missing.</summary>
/// <seealso href="https://www.mongodb.com/docs/manual/reference/operator/query/in/"/>
internal sealed class In(QueryPath path, DocumentArray list, IReadOnlyCollection<DocumentValue> values, IReadOnlyList<Regex> patterns)
    : Condition(path), IConditionOperator
{
    public static string Name => "$in";

    public override string Operator => Name;

    public override DocumentValue Operand => list;

    /// <summary>The list's values, patterns aside.</summary>
    public IReadOnlyCollection<DocumentValue> Values { get; } = values;

    /// <summary>The list's patterns.</summary>
    public IReadOnlyList<Regex> Patterns { get; } = patterns;

    public bool HasNull { get; } = values.Contains(DocumentValue.Null);

    public bool HasNaN { get; } = values.Any(value => value is DocumentNumber { IsNaN: true });

    /// <summary>
    /// Whether the list holds nothing but strings, whole numbers, booleans and null, which a store can compare by itself.
    /// </summary>
    public bool IsPlain { get; } = patterns.Count == 0
        && values.All(value => value is DocumentString or DocumentInt or DocumentBoolean or DocumentNull);

    public static JsonNode? Describe(IDescribedField field) =>
        field.HoldsValues ? OperandSchema.List(field.Value()!, field.Limits) : null;

    public static Condition? Parse(OperandSource source) =>
        ParseList(source);

    /// <summary>The list, as <c>$nin</c> takes it too.</summary>
    public static In? ParseList(OperandSource source)
    {
        if (source.List() is not { } list)
        {
            return null;
        }

        var values = new HashSet<DocumentValue>(list.Count);
        var patterns = new List<Regex>();
        foreach (var item in list)
        {
            if (item is not DocumentRegex pattern)
            {
                values.Add(item);
            }
            else if (Regex.Create(source, pattern) is { } regex)
            {
                patterns.Add(regex);
            }
        }

        return new In(source.Path, list, values, patterns);
    }

    /// <summary>Whether the list holds a value beside null and patterns.</summary>
    public bool HasValues => Values.Count > (HasNull ? 1 : 0);

    public override DocumentValue Written => ExtendedJson.Literally(list);

    public override bool? HoldsForNull => HasNull;

    public override ColumnQuestion? OnColumn =>
        !HasNull && HasValues && Patterns.Count == 0 ? new(ColumnTestKind.Membership, this) : null;

    public override ConditionShape Shape => new MembershipShape(Key, HasNull, IsPlain, Patterns.Count > 0);

    public override void CollectInto(List<Condition> conditions)
    {
        conditions.Add(this);
        conditions.AddRange(Patterns);
    }

    public override bool Accepts(DocumentValue value)
    {
        foreach (var pattern in Patterns)
        {
            if (pattern.Accepts(value))
            {
                return true;
            }
        }

        return Values.Contains(value);
    }

    /// <summary>How many values there are is no part of the shape, only whether there are any, and of which sort.</summary>
    public override void WriteShape(StringBuilder shape)
    {
        shape.Append(Name).Append(HasNull ? '0' : '-').Append(HasNaN ? 'n' : '-').Append(HasValues ? 'v' : '-').Append(IsPlain ? 'p' : '-');
        foreach (var pattern in Patterns)
        {
            pattern.WriteShape(shape);
        }
    }
}
