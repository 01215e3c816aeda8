using TaskDbLinq.Filters.Ast;
using TaskDbLinq.Values;

namespace TaskDbLinq.PostgreSql.Conditions;

/// <inheritdoc cref="IConditionForm"/>
/// <typeparam name="T">The condition.</typeparam>
internal abstract class ConditionForm<T> : IConditionForm
    where T : Condition
{
    public Type ConditionType => typeof(T);

    public virtual string Accepts => string.Empty;

    public virtual IEnumerable<string> OnWholeArrays => [];

    public DocumentArray Write(Condition condition) => Write((T)condition);

    /// <inheritdoc cref="IConditionForm.Write"/>
    protected abstract DocumentArray Write(T condition);

    /// <summary>A name and what belongs to it.</summary>
    protected static DocumentArray List(params ReadOnlySpan<DocumentValue> items) => DocumentArray.Own(items.ToArray());
}
