namespace TaskDbLinq;

/// <summary>
/// Opens a property to questions from outside that are read with <see cref="MarkedFields"/>; on a class, all of its
/// properties. A class of which only some properties are marked has no others that are open.
/// </summary>
/// <param name="uses">What the property may be used for.</param>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Class | AttributeTargets.Struct)]
public sealed class AllowQueryAttribute(QueryUses uses = QueryUses.All) : Attribute
{
    /// <summary>What the property may be used for.</summary>
    public QueryUses Uses { get; } = uses;
}
