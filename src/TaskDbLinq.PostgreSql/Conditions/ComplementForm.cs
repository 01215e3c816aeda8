using TaskDbLinq.Filters.Ast;
using TaskDbLinq.Filters.Operators;
using TaskDbLinq.Values;

namespace TaskDbLinq.PostgreSql.Conditions;

/// <summary><c>{ $ne: v } => { $not: { $eq: v } }</c>, and <c>$nin</c> alike.</summary>
internal sealed class ComplementForm : ConditionForm<Complement>
{
    protected override DocumentArray Write(Complement condition) => List(Not.Name, ConditionForms.Write([condition.Positive]));
}
