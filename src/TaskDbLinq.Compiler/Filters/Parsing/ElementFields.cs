using TaskDbLinq.Filters.Operators;

namespace TaskDbLinq.Filters.Parsing;

/// <summary>
/// Tells where a field is only on the way to the fields of its elements, each of which is allowed or not by its whole path: whatever is
/// said of <c>orders.placed</c> is said of <c>{ orders: { $elemMatch: { placed: … } } }</c>.
/// </summary>
internal static class ElementFields
{
    /// <summary>Returns whether the conditions of a field ask for nothing but the fields of its elements.</summary>
    public static bool AreAllThatIsAskedOf(DocumentValue raw) => raw is Document { Count: > 0 } conditions && conditions.All(condition =>
        condition.Key == ElemMatch.Name ? AreAskedBy(condition.Value)
        : condition.Key == Not.Name ? AreAllThatIsAskedOf(condition.Value)
        : condition.Key == All.Name && condition.Value is DocumentArray { Count: > 0 } parts && parts.All(AreAllThatIsAskedOf));

    /// <summary>Whether a filter asks for fields: one that asks for none, as <c>{ }</c> does, tells whether there is an element.</summary>
    private static bool AreAskedBy(DocumentValue filter) => filter is Document { Count: > 0 } document && document.All(part =>
        !part.Key.StartsWith('$')
        || ((part.Key == And.Name || part.Key == Or.Name || part.Key == Nor.Name)
            && part.Value is DocumentArray { Count: > 0 } parts && parts.All(AreAskedBy)));
}
