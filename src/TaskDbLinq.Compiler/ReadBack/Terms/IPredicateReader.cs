using System.Linq.Expressions;
using TaskDbLinq.Filters.Ast;

namespace TaskDbLinq.ReadBack.Terms;

/// <summary>
/// Reads one kind of boolean expression back into a filter. Readers are exclusive: at most one of them knows an
/// expression, so that they may be asked in any order. To add one, add a class to the folder Readers.
/// </summary>
internal interface IPredicateReader
{
    /// <summary>The filter that holds where the expression does.</summary>
    /// <returns>
    /// Null when the expression is of another kind; and when it is of this one but no filter says it, with the problem noted.
    /// </returns>
    FilterNode? TryRead(Expression expression, ReadScope scope);
}
