using System.Diagnostics.CodeAnalysis;
using System.Linq.Expressions;
using System.Reflection;
using TaskDbLinq.Compiling.Building;
using TaskDbLinq.Filters.Ast;
using TaskDbLinq.Filters.Operators;
using TaskDbLinq.Values;

namespace TaskDbLinq.Compiling.Scalars;

/// <summary>A scalar whose values read into one CLR type <typeparamref name="T"/> and compare there.</summary>
internal abstract class ScalarType<T> : ScalarType
{
    public sealed override bool HasOrder => IsOrdered;

    /// <inheritdoc cref="HasOrder"/>
    protected virtual bool IsOrdered => true;

    public sealed override bool TryRead(DocumentValue value, [NotNullWhen(true)] out object? result)
    {
        var isRead = TryRead(value, out T read);
        result = read;
        return isRead;
    }

    public override Expression Compare(Expression value, ValueCondition condition, PredicateBuilder builder)
    {
        if (!IsOrdered && condition.Comparison != Comparison.Equal)
        {
            builder.Fail(condition.Path, $"the field holds {Description}, which has no order");
            return PredicateBuilder.True;
        }

        return Test(condition.Comparison, value, builder.Capture<T, ValueCondition>(condition, ReadOperand));
    }

    public override Expression In(Expression value, In condition, PredicateBuilder builder) =>
        value.Type == typeof(T)
            ? Among(value, builder.Capture<IEnumerable<T>, In>(condition, ReadList))
            : InNullable(value, condition, builder);

    /// <summary>Reads one value of a filter.</summary>
    /// <returns>False when it can't be a <typeparamref name="T"/>.</returns>
    protected abstract bool TryRead(DocumentValue value, out T result);

    /// <summary>What to write instead of a value that can't be read.</summary>
    protected abstract string Expected { get; }

    /// <summary>The comparison as C# writes it.</summary>
    protected virtual Expression Test(Comparison comparison, Expression value, Expression operand) =>
        Comparisons.Make(comparison, value, operand);

    /// <summary><c>{ value, list } => list.Contains(value)</c></summary>
    protected static Expression Among(Expression value, Expression list) =>
        EnumerableCalls.Contains(value.Type, list, value);

    /// <summary>The list for a property that can be null.</summary>
    protected virtual Expression InNullable(Expression value, In condition, PredicateBuilder builder) =>
        throw new NotSupportedException($"{typeof(T)} has no nullable form.");

    protected bool ReadList(In condition, out IEnumerable<T> list, out string reason)
    {
        var result = new HashSet<T>(condition.Values.Count);
        (list, reason) = (result, string.Empty);
        foreach (var item in condition.Values)
        {
            if (item.IsNull)
            {
                continue;
            }

            if (!TryRead(item, out var value))
            {
                reason = Refusal(item);
                return false;
            }

            result.Add(value);
        }

        return true;
    }

    protected virtual string Refusal(DocumentValue value) =>
        $"the field holds {Description}: expected {Expected}, not {QueryProblem.Shown(value.ToString())}{OperatorHints.For(value)}";

    private bool ReadOperand(ValueCondition condition, out T value, out string reason)
    {
        var read = TryRead(condition.Operand, out value);
        reason = read ? string.Empty : Refusal(condition.Operand);
        return read;
    }
}

/// <summary>A scalar of a value type, whose property may be nullable.</summary>
internal abstract class StructScalar<T> : ScalarType<T>
    where T : struct
{
    protected override Expression InNullable(Expression value, In condition, PredicateBuilder builder) =>
        Among(value, builder.Capture<IEnumerable<T?>, In>(condition, ReadNullableList));

    private bool ReadNullableList(In condition, out IEnumerable<T?> list, out string reason)
    {
        var read = ReadList(condition, out var values, out reason);
        list = values.Select(value => (T?)value).ToHashSet();
        return read;
    }
}
