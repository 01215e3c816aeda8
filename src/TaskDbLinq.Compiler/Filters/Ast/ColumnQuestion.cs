namespace TaskDbLinq.Filters.Ast;

/// <summary>What a condition asks of a column that holds one value, where that is what a store can ask by an operator of its own.</summary>
/// <param name="Kind">What is asked.</param>
/// <param name="Condition">The condition whose operand is the value: the one that asks, or one inside it.</param>
internal readonly record struct ColumnQuestion(ColumnTestKind Kind, Condition Condition);

/// <summary>What a condition asks of a column.</summary>
internal enum ColumnTestKind
{
    /// <summary>Compares with a value; null never passes.</summary>
    Comparison,

    /// <summary>Differs from a value; null passes.</summary>
    Difference,

    /// <summary>Is one of a list; null never passes.</summary>
    Membership,

    /// <summary>Is null.</summary>
    Null,

    /// <summary>Is not null.</summary>
    NotNull,
}
