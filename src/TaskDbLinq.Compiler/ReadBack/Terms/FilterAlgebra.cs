using System.Collections.Immutable;
using TaskDbLinq.Filters.Ast;
using TaskDbLinq.Filters.Operators;
using TaskDbLinq.Problems;
using TaskDbLinq.Values;

namespace TaskDbLinq.ReadBack.Terms;

/// <summary>And, or and not of filters, in the form that a person would write.</summary>
internal static class FilterAlgebra
{
    /// <summary>What always holds: <c>{}</c>.</summary>
    public static FilterNode True => Conjunction.Empty;

    /// <summary>What never holds: none of everything.</summary>
    public static FilterNode False { get; } = new Nor(QueryPath.Root, [Conjunction.Empty]);

    public static FilterNode Constant(bool value) => value ? True : False;

    public static bool IsTrue(FilterNode node) => node is Conjunction { Parts.IsEmpty: true };

    public static bool IsFalse(FilterNode node) => node is Nor nor && nor.Parts.Any(IsTrue);

    public static FilterNode Where(string field, params ImmutableArray<Condition> conditions) =>
        new FieldFilter(QueryPath.Root, field.Length == 0 ? FieldPath.Here : FieldPath.Parse(field), conditions);

    /// <summary>
    /// <c>{ x: { $gte: a } } and { x: { $lt: b } } => { x: { $gte: a, $lt: b } }</c>; null tests that another part implies fall away.
    /// </summary>
    public static FilterNode And(IEnumerable<FilterNode> parts, ReadScope scope)
    {
        var flat = parts.SelectMany(part => part is Conjunction conjunction ? conjunction.Parts : [part]).ToList();
        if (flat.Any(IsFalse))
        {
            return False;
        }

        flat = NullRules.WithoutGuards(flat, scope);
        var merged = new List<FilterNode>();
        foreach (var part in flat)
        {
            var at = part is FieldFilter ? merged.FindIndex(other => ConditionMerge.Fits(other, (FieldFilter)part)) : -1;
            if (at < 0)
            {
                merged.Add(part);
            }
            else
            {
                merged[at] = ConditionMerge.Merge((FieldFilter)merged[at], (FieldFilter)part);
            }
        }

        return merged.Count == 1 ? merged[0] : new Conjunction(QueryPath.Root, [.. merged]);
    }

    public static FilterNode Or(IEnumerable<FilterNode> parts, ReadScope scope)
    {
        var flat = parts.SelectMany(part => part is Or or ? or.Parts : [part]).Where(part => !IsFalse(part)).ToList();
        if (flat.Any(IsTrue))
        {
            return True;
        }

        flat = ConditionMerge.Memberships(NullRules.WithoutAlternatives(flat, scope));
        return flat.Count switch
        {
            0 => False,
            1 => flat[0],
            _ => new Or(QueryPath.Root, [.. flat]),
        };
    }

    /// <summary>
    /// The exact complement: <c>$eq</c> and <c>$ne</c>, <c>$in</c> and <c>$nin</c>, <c>$or</c> and <c>$nor</c> change places.
    /// </summary>
    public static FilterNode Not(FilterNode node) => node switch
    {
        _ when IsTrue(node) => False,
        _ when IsFalse(node) => True,
        FieldFilter { Conditions: [var single] } field => new FieldFilter(field.Path, field.Field, Not(single)),
        FieldFilter field => new FieldFilter(field.Path, field.Field, [Filters.Operators.Not.Of(QueryPath.Root, field.Conditions)]),
        Or or => new Nor(QueryPath.Root, or.Parts),
        Nor { Parts: [var single] } => single,
        Nor nor => new Or(QueryPath.Root, nor.Parts),
        _ => new Nor(QueryPath.Root, [node]),
    };

    private static ImmutableArray<Condition> Not(Condition condition) => condition switch
    {
        Eq => [new Ne(QueryPath.Root, condition)],
        In membership => [new Nin(QueryPath.Root, membership)],
        Complement complement => [complement.Positive],
        Not not => not.Conditions,
        Exists exists => [new Exists(QueryPath.Root, exists.Operand is not DocumentBoolean { Value: true })],
        _ => [Filters.Operators.Not.Of(QueryPath.Root, [condition])],
    };
}
