using System.Collections.Frozen;

namespace TaskDbLinq.Filters.Ast;

/// <summary>
/// The part of a condition that a store's translation may depend on: its operator and the kinds of its values, without the
/// values. Shapes with equal keys are equal. The derived shapes say more about the conditions that stores translate natively.
/// </summary>
internal class ConditionShape(string key) : IEquatable<ConditionShape>
{
    /// <summary>The shape as text.</summary>
    public string Key { get; } = key;

    public bool Equals(ConditionShape? other) => other is not null && other.Key == Key;

    public sealed override bool Equals(object? obj) => Equals(obj as ConditionShape);

    public sealed override int GetHashCode() => Key.GetHashCode(StringComparison.Ordinal);

    public sealed override string ToString() => Key;
}

/// <summary>The shape of <c>$eq</c>, <c>$gt</c>, <c>$gte</c>, <c>$lt</c> and <c>$lte</c>.</summary>
internal sealed class ComparisonShape(string key, Comparison comparison, OperandKind operand) : ConditionShape(key)
{
    public Comparison Comparison { get; } = comparison;

    public OperandKind Operand { get; } = operand;

    /// <summary>Whether the operand is a string, a boolean or a number that SQL has, too.</summary>
    public bool IsPlain =>
        Operand is OperandKind.Text or OperandKind.Boolean or OperandKind.Int32 or OperandKind.Int64 or OperandKind.Fraction;
}

/// <summary>The shape of <c>$in</c>.</summary>
internal sealed class MembershipShape(string key, bool hasNull, bool isPlain, bool hasPatterns) : ConditionShape(key)
{
    public bool HasNull { get; } = hasNull;

    public bool HasPatterns { get; } = hasPatterns;

    /// <summary>Whether the list holds nothing but strings, whole numbers, booleans and null.</summary>
    public bool IsPlain { get; } = isPlain;
}

/// <summary>The shape of <c>$type</c>, which the kinds are a part of.</summary>
internal sealed class TypeShape(string key, FrozenSet<DocumentKind> kinds) : ConditionShape(key)
{
    public FrozenSet<DocumentKind> Kinds { get; } = kinds;
}

/// <summary>The shape of <c>$exists</c>.</summary>
internal sealed class ExistenceShape(string key, bool wanted) : ConditionShape(key)
{
    public bool Wanted { get; } = wanted;
}
