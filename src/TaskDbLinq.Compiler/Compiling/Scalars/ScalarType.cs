using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Linq.Expressions;
using TaskDbLinq.Compiling.Building;
using TaskDbLinq.Compiling.Scalars;
using TaskDbLinq.Filters.Ast;
using TaskDbLinq.Filters.Operators;
using TaskDbLinq.Values;

namespace TaskDbLinq.Compiling.Scalars;

/// <summary>How a filter's values become values of one CLR type, and how those compare in an expression tree.</summary>
internal abstract class ScalarType
{
    private static readonly ConcurrentDictionary<Type, ScalarType?> Types = new();

    /// <summary>What such a property holds, as an error message says it.</summary>
    public abstract string Description { get; }

    /// <summary>The BSON kinds that such a property can have, for <c>$type</c>.</summary>
    public abstract IReadOnlyList<DocumentKind> Kinds { get; }

    /// <summary>The scalar type of a property's type; null when it is none. The cache only remembers what the type says.</summary>
    public static ScalarType? Of(Type type) => Types.GetOrAdd(type, static type => Create(Nullable.GetUnderlyingType(type) ?? type));

    /// <summary>Whether less and greater have a meaning for the type.</summary>
    public virtual bool HasOrder => true;

    /// <summary>Returns whether a type is a scalar that has no fields of its own.</summary>
    public static bool IsClosed(Type type) => Of(type) is { IsValueObject: false };

    /// <summary>Whether a path may go on, to what is inside.</summary>
    public virtual bool IsValueObject => false;

    /// <summary>Reads a value of a filter that equals one of the type's.</summary>
    public abstract bool TryRead(DocumentValue value, [NotNullWhen(true)] out object? result);

    /// <summary>Compares a non-null value; never holds for null.</summary>
    public abstract Expression Compare(Expression value, ValueCondition condition, PredicateBuilder builder);

    /// <summary>Whether the value is one of a list's, nulls in the list aside; never holds for null.</summary>
    public abstract Expression In(Expression value, In condition, PredicateBuilder builder);

    private static ScalarType? Create(Type type)
    {
        if (type.IsEnum)
        {
            return (ScalarType)Activator.CreateInstance(typeof(EnumScalar<>).MakeGenericType(type))!;
        }

        return Type.GetTypeCode(type) switch
        {
            TypeCode.String => new StringScalar(),
            TypeCode.Boolean => new BooleanScalar(),
            TypeCode.DateTime => new DateTimeScalar(),
            TypeCode.Single or TypeCode.Double => new FloatingScalar(type),
            TypeCode.Decimal => new DecimalScalar(),
            TypeCode.Char => new CharScalar(),
            >= TypeCode.SByte and <= TypeCode.UInt64 =>
                (ScalarType)Activator.CreateInstance(typeof(IntegralScalar<>).MakeGenericType(type))!,
            _ when type == typeof(nint) => new IntegralScalar<long>(),
            _ when type == typeof(nuint) => new IntegralScalar<ulong>(),
            _ when type == typeof(byte[]) => new BytesScalar(),
            _ when type == typeof(TimeSpan) => new TimeSpanScalar(),
            _ when type == typeof(TimeOnly) => new TimeOnlyScalar(),
            _ when type == typeof(DateTimeOffset) => new DateTimeOffsetScalar(),
            _ when type == typeof(DateOnly) => new DateOnlyScalar(),
            _ when type == typeof(Guid) => new GuidScalar(),
            _ when type == typeof(Uri) => new UriScalar(),
            _ => ValueObjectScalar.Of(type),
        };
    }
}
