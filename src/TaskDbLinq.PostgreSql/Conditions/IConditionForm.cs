using TaskDbLinq.Filters.Ast;
using TaskDbLinq.Values;

namespace TaskDbLinq.PostgreSql.Conditions;

/// <summary>
/// One kind of condition inside a <c>jsonb</c> column: how it is written, <c>["$gt", 3]</c>, and what the function in PostgreSQL makes of
/// what was written. Every form is listed in <see cref="ConditionForms"/>.
/// </summary>
internal interface IConditionForm
{
    /// <summary>The conditions that are written: this type and the types derived from it.</summary>
    Type ConditionType { get; }

    /// <summary>
    /// The arms of the function <c>accepts</c> that read what is written: whether one value <c>v</c>, NULL where it is missing, satisfies
    /// the <c>condition</c>, whose first operand is <c>operand</c>. Empty where another form reads it. A change of what they answer is a
    /// new version of the functions.
    /// </summary>
    string Accepts { get; }

    /// <summary>The names of what sees an array as itself, and not its elements, too.</summary>
    IEnumerable<string> OnWholeArrays { get; }

    /// <summary>Writes a condition.</summary>
    /// <exception cref="QueryException">PostgreSQL can't decide the condition as memory does.</exception>
    DocumentArray Write(Condition condition);
}
