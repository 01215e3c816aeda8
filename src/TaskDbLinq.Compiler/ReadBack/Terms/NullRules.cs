using TaskDbLinq.Filters.Ast;
using TaskDbLinq.Filters.Operators;
using TaskDbLinq.Values;

namespace TaskDbLinq.ReadBack.Terms;

/// <summary>Null tests that say nothing in a filter: C# needs them on the way to a nested field, a dotted path does not.</summary>
internal static class NullRules
{
    /// <summary><c>{ a: { $ne: null } } and { a.b: 5 } => { a.b: 5 }</c></summary>
    public static List<FilterNode> WithoutGuards(List<FilterNode> parts, ReadScope scope) => parts
        .Where((part, at) => !(IsNullTest(part, scope, out var field, accepting: false)
            && parts.Where((other, index) => index != at && Leads(other, field!, index < at, scope))
                .Any(other => ((FieldFilter)other).Conditions.Any(RejectsNull))))
        .ToList();

    /// <summary><c>{ a: null } or { a.b: null } => { a.b: null }</c></summary>
    public static List<FilterNode> WithoutAlternatives(List<FilterNode> parts, ReadScope scope) => parts
        .Where((part, at) => !(IsNullTest(part, scope, out var field, accepting: true)
            && parts.Where((other, index) => index != at && Leads(other, field!, index < at, scope))
                .Any(other => ((FieldFilter)other).Conditions.All(AcceptsNull))))
        .ToList();

    /// <summary>Whether null and missing never satisfy the condition, on a column.</summary>
    public static bool RejectsNull(Condition condition) => condition.HoldsForNull == false;

    private static bool AcceptsNull(Condition condition) => condition.HoldsForNull == true;

    /// <summary>Of two null tests on one field the first one stays.</summary>
    private static bool Leads(FilterNode node, string field, bool isBefore, ReadScope scope) => node is FieldFilter other
        && ((other.Field.Text == field
                && (isBefore || !(IsNullTest(node, scope, out _, accepting: true) || IsNullTest(node, scope, out _, accepting: false))))
            || (field.Length == 0 ? other.Field.Length > 0 : other.Field.Text.StartsWith(field + ".", StringComparison.Ordinal)));

    private static bool IsNullTest(FilterNode node, ReadScope scope, out string? field, bool accepting)
    {
        field = (node as FieldFilter)?.Field.Text;
        return node is FieldFilter { Conditions: [var condition] }
            && (condition is Exists || (condition is Complement or Eq && condition.Operand.IsNull))
            && (accepting ? AcceptsNull(condition) : RejectsNull(condition))
            && !scope.DictFields.Any(dict => ((FieldFilter)node).Field.Text.StartsWith(dict + ".", StringComparison.Ordinal));
    }
}
