using System.Text.Json.Nodes;
using TaskDbLinq.Filters.Ast;

namespace TaskDbLinq.Filters.Operators;

/// <summary>
/// An operator on a field: <c>{ field: { $name: operand } }</c>. To add one, add a file with a class that implements this and its line
/// in <see cref="OperatorTable"/>; an operator with a condition of its own has its lowering in Compiling/Lowering, too.
/// </summary>
internal interface IConditionOperator
{
    /// <summary>The name, with its <c>$</c>.</summary>
    static abstract string Name { get; }

    /// <summary>Other spellings, which a normalized query writes as <see cref="Name"/>.</summary>
    static virtual IEnumerable<string> Aliases => [];

    /// <summary>The operator that it has to stand beside; null for none.</summary>
    static virtual string? Companion => null;

    /// <summary>Returns the operand on a field, as a JSON Schema; null where the field doesn't take the operator.</summary>
    static abstract JsonNode? Describe(IDescribedField field);

    /// <summary>Reads the operand. Null where there is no condition, be it for a problem (noted at the source) or not.</summary>
    static abstract Condition? Parse(OperandSource source);
}

/// <summary>An operator on a whole document: <c>{ $name: operand }</c>.</summary>
internal interface IFilterOperator
{
    /// <inheritdoc cref="IConditionOperator.Name"/>
    static abstract string Name { get; }

    /// <summary>Returns the operand, as a JSON Schema.</summary>
    /// <param name="filter">A reference to a whole filter.</param>
    static abstract JsonObject Describe(JsonNode filter);

    /// <summary>Reads the operand. Null where there is no test, be it for a problem (noted at the source) or not.</summary>
    static abstract FilterNode? Parse(OperandSource source);
}
