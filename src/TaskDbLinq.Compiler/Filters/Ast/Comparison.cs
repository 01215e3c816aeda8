namespace TaskDbLinq.Filters.Ast;

/// <summary>The comparisons that operators make.</summary>
internal enum Comparison
{
    Equal,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}
