using System.Collections.Immutable;
using TaskDbLinq.Filters.Ast;
using TaskDbLinq.Problems;
using TaskDbLinq.Values;

namespace TaskDbLinq.Filters.Operators;

/// <summary>Reads the filters and conditions inside an operator's operand. The parser is one; operators know no more of it.</summary>
internal interface IFilterReader
{
    /// <summary>Limits, and what a filter may name.</summary>
    FilterOptions Options { get; }

    /// <summary>Reads <c>{ field: …, $operator: … }</c>.</summary>
    FilterNode ParseFilter(DocumentValue filter, QueryPath path);

    /// <summary>Reads <c>{ $operator: …, $operator: … }</c>.</summary>
    ImmutableArray<Condition> ParseConditions(Document document, QueryPath path);

    /// <summary>Returns whether the options allow an operator; notes the problem if they don't.</summary>
    bool Allowed(string name, QueryPath path);

    /// <summary>Notes a problem.</summary>
    void Fail(QueryPath path, string reason, string? suggestion = null);
}
