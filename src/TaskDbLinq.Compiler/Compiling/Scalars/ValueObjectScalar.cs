using System.Linq.Expressions;
using System.Reflection;
using TaskDbLinq.Compiling.Building;
using TaskDbLinq.Filters.Ast;
using TaskDbLinq.Filters.Operators;
using TaskDbLinq.Values;

namespace TaskDbLinq.Compiling.Scalars;

/// <summary>
/// Types around one scalar, such as an id with a type of its own: one property, a constructor that takes it by its name, and <c>==</c>. A
/// value of a filter is one of what is inside; a value converter makes the same of it in a store.
/// </summary>
internal static class ValueObjectScalar
{
    /// <summary>Returns the scalar type; null for a type that is none.</summary>
    public static ScalarType? Of(Type type)
    {
        if (type.IsAbstract || type.Namespace == nameof(System) || type.GetMethod("op_Equality", [type, type]) is null
            || type.GetProperties(BindingFlags.Public | BindingFlags.Instance) is not [{ GetMethod.IsPublic: true } inner]
            || inner.GetIndexParameters().Length > 0 || type == inner.PropertyType)
        {
            return null;
        }

        var constructor = type.GetConstructors().FirstOrDefault(constructor => constructor.GetParameters() is [var only]
            && only.ParameterType == inner.PropertyType && string.Equals(only.Name, inner.Name, StringComparison.OrdinalIgnoreCase));
        return constructor is not null && ScalarType.Of(inner.PropertyType) is { } scalar
            && Nullable.GetUnderlyingType(inner.PropertyType) is null
            ? (ScalarType)Activator.CreateInstance(typeof(ValueObjectScalar<>).MakeGenericType(type), scalar, constructor)!
            : null;
    }
}

/// <inheritdoc cref="ValueObjectScalar"/>
/// <param name="inner">The type of what is inside.</param>
/// <param name="constructor">What makes a <typeparamref name="T"/> of it.</param>
internal sealed class ValueObjectScalar<T>(ScalarType inner, ConstructorInfo constructor) : ScalarType<T>
{
    private readonly Func<object, T> _create = Create(constructor);

    public override string Description => $"{inner.Description} as {typeof(T).Name}";

    public override IReadOnlyList<DocumentKind> Kinds => inner.Kinds;

    public override bool IsValueObject => true;

    protected override bool IsOrdered => false;

    protected override string Expected => inner.Description;

    /// <summary><c>{ list, value } => value != null &amp;&amp; list.Contains(value.Value)</c></summary>
    protected override Expression InNullable(Expression value, In condition, PredicateBuilder builder) => Guards.And(
        Guards.Extend(null, value),
            Among(Expression.Property(value, nameof(Nullable<>.Value)), builder.Capture<IEnumerable<T>, In>(condition, ReadList)));

    protected override bool TryRead(DocumentValue value, out T result) => TryCreate(value, out result, out _);

    protected override string Refusal(DocumentValue value) => TryCreate(value, out _, out var why) || why is null
        ? base.Refusal(value)
        : $"the field holds {Description}, and {QueryProblem.Shown(value.ToString())} is none: {QueryProblem.Shown(why)}";

    /// <summary>Creates a value; the type may know better what it takes than its constructor's signature says.</summary>
    private bool TryCreate(DocumentValue value, out T result, out string? why)
    {
        (result, why) = (default!, null);
        if (!inner.TryRead(value, out var read))
        {
            return false;
        }

        try
        {
            result = _create(read);
            return true;
        }
        catch (Exception fault) when (fault is ArgumentException or FormatException or InvalidOperationException or ArithmeticException)
        {
            why = fault.Message;
            return false;
        }
    }

    /// <summary><c>inner => new T((TInner)inner)</c></summary>
    private static Func<object, T> Create(ConstructorInfo constructor)
    {
        var inner = Expression.Parameter(typeof(object));
        return Expression.Lambda<Func<object, T>>(
            Expression.New(constructor, Expression.Convert(inner, constructor.GetParameters()[0].ParameterType)), inner)
                .Compile(preferInterpretation: true);
    }
}
