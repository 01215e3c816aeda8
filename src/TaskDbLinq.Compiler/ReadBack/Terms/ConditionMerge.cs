using System.Collections.Immutable;
using TaskDbLinq.Filters.Ast;
using TaskDbLinq.Filters.Operators;
using TaskDbLinq.Problems;
using TaskDbLinq.Values;

namespace TaskDbLinq.ReadBack.Terms;

/// <summary>Conditions of one field brought into one operator document, where no operator may come twice.</summary>
internal static class ConditionMerge
{
    /// <summary>Whether the two are of one field, and no operator would come twice, unless <c>$all</c> says both.</summary>
    public static bool Fits(FilterNode node, FieldFilter part) => node is FieldFilter field && field.Field.Equals(part.Field)
        && part.Conditions.All(condition => Clashing(field, condition) is not { } other || IsMember(condition, other));

    /// <summary><c>{ f: { $gt: 1 } } and { f: { $lt: 5 } } => { f: { $gt: 1, $lt: 5 } }</c></summary>
    public static FieldFilter Merge(FieldFilter field, FieldFilter part)
    {
        var conditions = field.Conditions;
        foreach (var condition in part.Conditions)
        {
            var clash = conditions.FirstOrDefault(other => Clash(other, condition));
            conditions = clash is null ? conditions.Add(condition)
                : Same(clash, condition) ? conditions
                : conditions.Replace(clash, Both(clash, condition));
        }

        return new FieldFilter(field.Path, field.Field, conditions);
    }

    /// <summary>
    /// <c>{ f: null } or { f: { $in: [a] } } or { f: /b/ } => { f: { $in: [null, a, /b/] } }</c>, as <c>$in</c> is built.
    /// </summary>
    public static List<FilterNode> Memberships(List<FilterNode> alternatives)
    {
        var result = new List<FilterNode>();
        foreach (var group in alternatives.Index().GroupBy(part => MemberField(part.Item) ?? $"\0{part.Index}"))
        {
            var parts = group.Select(part => part.Item).ToList();
            if (parts.Count > 1 && parts.Any(part => part is FieldFilter { Conditions: [In] }))
            {
                var members = parts.Select(part => ((FieldFilter)part).Conditions[0]).ToArray();
                parts = [
                    new FieldFilter(
                        QueryPath.Root,
                        ((FieldFilter)parts[0]).Field,
                        [Membership(members.SelectMany(Items), members.SelectMany(Patterns))])];
            }

            result.AddRange(parts);
        }

        return result;
    }

    /// <summary><c>{ f: { $in: items } }</c> for items without patterns.</summary>
    public static In Membership(IEnumerable<DocumentValue> items) => Membership(items, []);

    /// <summary><c>{ f: { $in: items } }</c>; patterns stand among the items as values, and as conditions beside them.</summary>
    private static In Membership(IEnumerable<DocumentValue> items, IEnumerable<Regex> patterns)
    {
        var list = DocumentArray.Of(items);
        return new In(QueryPath.Root, list, list.Where(item => item is not DocumentRegex).ToHashSet(), [.. patterns]);
    }

    private static string? MemberField(FilterNode node) =>
        node is FieldFilter { Conditions: [Eq or In or Regex] } field ? field.Field.Text : null;

    private static IEnumerable<DocumentValue> Items(Condition condition) => condition switch
    {
        In membership => (DocumentArray)membership.Operand,
        Regex regex => [regex.Literal],
        _ => [condition.Operand],
    };

    private static IEnumerable<Regex> Patterns(Condition condition) => condition switch
    {
        In membership => membership.Patterns,
        Nin { Positive: In membership } => membership.Patterns,
        Regex regex => [regex],
        _ => [],
    };

    private static Condition? Clashing(FieldFilter field, Condition condition) =>
        field.Conditions.FirstOrDefault(other => Clash(other, condition));

    /// <summary>$eq, $elemMatch and $all of them share one place, and so do $ne and $nin.</summary>
    private static bool Clash(Condition one, Condition other) => Place(one) == Place(other);

    private static string Place(Condition condition) => condition switch
    {
        All { Operand: DocumentArray list } => list.Count > 0 && IsElemMatch(list[0]) ? ElemMatch.Name : Eq.Name,
        Ne => Nin.Name,
        _ => condition.Operator,
    };

    private static bool IsMember(Condition one, Condition other) => Same(one, other) || Place(one) is "$eq" or "$elemMatch" or "$nin";

    private static bool Same(Condition one, Condition other) =>
        one.Operator == other.Operator && Condition.Render([one]).Equals(Condition.Render([other]));

    /// <summary>
    /// <c>{ $eq: a } and { $eq: b } => { $all: [a, b] }</c>, which is its definition, and so for <c>$elemMatch</c>;
    /// <c>{ $ne: a } and { $ne: b } => { $nin: [a, b] }</c>.
    /// </summary>
    private static Condition Both(Condition one, Condition other)
    {
        ImmutableArray<DocumentValue> items = [.. Members(one), .. Members(other)];
        return one is Complement
            ? new Nin(QueryPath.Root, Membership(items, [.. Patterns(one), .. Patterns(other)]))
            : new All(QueryPath.Root, DocumentArray.Of(items), [.. Parts(one), .. Parts(other)]);
    }

    private static IEnumerable<Condition> Parts(Condition condition) => condition is All all ? all.Conditions : [condition];

    private static IEnumerable<DocumentValue> Members(Condition condition) => condition switch
    {
        All or Nin => (DocumentArray)condition.Operand,
        Eq or Ne => [condition.Operand],
        _ => [Document.Of((ElemMatch.Name, condition.Operand))],
    };

    private static bool IsElemMatch(DocumentValue item) => item is Document { Count: 1 } document && document.Names[0] == ElemMatch.Name;
}
