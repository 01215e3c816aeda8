using System.Reflection;
using System.Runtime.CompilerServices;
using TaskDbLinq.Filters.Ast;
using TaskDbLinq.Values;

namespace TaskDbLinq.Compiling.Building;

/// <summary>The one call by which a predicate tests a dict field. Compiled it runs as it is; each store translates it.</summary>
internal static class DictField
{
    private const string Field = "field";

    public static MethodInfo SatisfiesMethod { get; } =
        new Func<DocumentValue?, FieldPath, ConditionShape, DictOperand?, Condition, bool>(Satisfies).Method;

    /// <summary>Whether the value at a path in a dict field satisfies a condition.</summary>
    /// <param name="field">The dict field; null counts as <see cref="DocumentValue.Null"/>.</param>
    /// <param name="path">The path inside it; empty for the field itself.</param>
    /// <param name="shape">The condition's operator and the kinds of its values: a store chooses its translation by it.</param>
    /// <param name="operand">The operand, where a store may compare with it by itself; else null.</param>
    /// <param name="condition">The operator with its operand.</param>
    /// <remarks>A compiled predicate calls it: what it calls itself would be compiled again into each of them.</remarks>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static bool Satisfies(
        DocumentValue? field, FieldPath path, ConditionShape shape, DictOperand? operand, Condition condition) =>
        Satisfies(field ?? DocumentValue.Null, path, condition);

    /// <summary>The same with what the answer depends on. A field that holds an array is entered like any other.</summary>
    public static bool Satisfies(DocumentValue field, FieldPath path, Condition condition) => field is DocumentArray && path.Length > 0
        ? condition.Holds(Document.Own([Field], [field]), path.Under(Field))
        : condition.Holds(field, path);
}
