using TaskDbLinq.Filters.Ast;

namespace TaskDbLinq.Filters.Operators;

/// <summary>What was probably meant by an operand that lost the names of its operators.</summary>
internal static class OperatorHints
{
    /// <summary>Returns the end of a message about an operand of the wrong type; empty when there is nothing to add.</summary>
    public static string For(DocumentValue operand) => operand is not Document { Count: > 0 } document ? string.Empty
        : document.Names[0].Length == 0
            ? "; an operator has lost its name: in a shell, put the filter in single quotes, or $gte is read as a variable"
        : OperatorTable.Conditions.ContainsKey("$" + document.Names[0]) ? $"; did you mean '${document.Names[0]}'?"
        : string.Empty;
}
