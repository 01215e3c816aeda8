using System.Linq.Expressions;
using System.Reflection;

namespace TaskDbLinq.Compiling.Building;

/// <summary>
/// A value of a query as it stands in an expression tree: a member of a constant object, just as the compiler writes
/// a captured variable. EF Core makes a parameter of it, and one plan serves all values.
/// </summary>
internal abstract class Captured
{
    /// <summary>The value, boxed.</summary>
    public abstract object? Boxed { get; }

    /// <summary>The member access that stands for the value.</summary>
    public abstract MemberExpression Access { get; }

    /// <summary>A value of a type known at run time only. The usual types of a task's fields need no reflection.</summary>
    public static Captured Of(Type type, object? value) =>
        type == typeof(string) ? new Captured<string?>((string?)value)
        : type == typeof(DateTime) ? new Captured<DateTime>((DateTime)value!)
        : type == typeof(DateTime?) ? new Captured<DateTime?>((DateTime?)value)
        : type == typeof(int) ? new Captured<int>((int)value!)
        : (Captured)Activator.CreateInstance(typeof(Captured<>).MakeGenericType(type), value)!;
}

/// <summary>A captured value of type <typeparamref name="T"/>.</summary>
internal sealed class Captured<T>(T operand) : Captured
{
    private static readonly FieldInfo Field = typeof(Captured<T>).GetField(nameof(Operand))!;

    /// <summary>The value. EF Core names the parameter after the field.</summary>
    public readonly T Operand = operand;

    public override object? Boxed => Operand;

    public override MemberExpression Access => Expression.Field(Expression.Constant(this), Field);
}
