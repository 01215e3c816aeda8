using System.Collections.Immutable;
using System.Linq.Expressions;
using System.Reflection;
using TaskDbLinq.Compiling.Building;
using TaskDbLinq.Compiling.Scalars;
using TaskDbLinq.Compiling.Schemas;
using TaskDbLinq.Values;

namespace TaskDbLinq.ReadBack.Terms;

/// <summary>A field of the record as an expression reaches it: a property, a nested one, or a value inside a dict field.</summary>
/// <param name="Path">The dotted path by which a filter knows it; empty for a list's element itself.</param>
/// <param name="Type">The type of the property, without its nullability.</param>
/// <param name="Seen">The type that the expression compares in, after conversions, without its nullability.</param>
/// <param name="Steps">The way inside a dict field; null for a property.</param>
internal sealed record Field(string Path, Type Type, Type Seen, ImmutableArray<DictStep>? Steps = null)
{
    /// <summary>The type of a list's elements; null for what is no list.</summary>
    public Type? ElementType => IsScalar || IsDict || OpaqueValueAttribute.Marks(Type) ? null : RecordScope.ElementType(Type);

    public bool IsScalar => ScalarType.Of(Type) is not null;

    public bool IsDict => typeof(DocumentValue).IsAssignableFrom(Type);

    /// <summary>Reads a field; null when the expression is none of the scope's record.</summary>
    public static Field? TryRead(Expression expression, ReadScope scope)
    {
        switch (expression)
        {
            case ParameterExpression when expression == scope.Record:
                return new Field(string.Empty, NonNull(expression.Type), NonNull(expression.Type));
            case UnaryExpression { NodeType: ExpressionType.Convert or ExpressionType.ConvertChecked } convert:
                return TryRead(convert.Operand, scope)?.As(convert);
            case MemberExpression { Member.Name: "Value", Expression: { } nullable }
                when Nullable.GetUnderlyingType(nullable.Type) is not null:
                return TryRead(nullable, scope);
            case MemberExpression { Member: PropertyInfo property, Expression: { } owner }:
                return TryRead(owner, scope)?.Property(property, scope);
            case MethodCallExpression { Method.Name: "get_Item", Object: { } dict, Arguments: [var index] }
                when typeof(DocumentValue).IsAssignableFrom(dict.Type):
                return ClosedValues.TryGet(index, out var step) ? TryRead(dict, scope)?.Item(step) : null;
            case MethodCallExpression { Arguments: [var json] } read when JsonData.IsRead(read.Method):
                return TryRead(json, scope) is { } field ? new Field(field.Path, typeof(DocumentValue), typeof(DocumentValue), []) : null;
            default:
                return null;
        }
    }

    public static Type NonNull(Type type) => Nullable.GetUnderlyingType(type) ?? type;

    /// <summary>Within a dict field a cast asks for a type; outside it may widen.</summary>
    private Field? As(UnaryExpression convert) => IsDict
        ? convert.Method is null && !typeof(DocumentValue).IsAssignableFrom(convert.Type)
            ? null
            : this with { Seen = NonNull(convert.Type) }
        : convert.Method is null || Conversions.IsNumeric(convert.Method) ? this with { Seen = NonNull(convert.Type) } : null;

    private Field? Property(PropertyInfo property, ReadScope scope)
    {
        if (ScalarType.IsClosed(Type) || IsDict || ElementType is not null || RecordSchema.Of(Type).NameOf(property) is not { } name)
        {
            return null;
        }

        var path = Path.Length == 0 ? name : $"{Path}.{name}";
        var type = NonNull(property.PropertyType);
        if (!typeof(DocumentValue).IsAssignableFrom(type))
        {
            return new Field(path, type, type);
        }

        scope.DictFields.Add(path);
        return new Field(path, type, type, []);
    }

    private Field? Item(object? step) => Type != typeof(Document) || Seen != Type && Seen != typeof(DocumentValue) ? null : step switch
    {
        string name when DictStep.IsName(name) => Below(new DictStep(Path, name, IsIndex: false)),
        int index when Steps is { IsEmpty: false } && DictStep.IsIndexNumber(index) => Below(new DictStep(Path, $"{index}", IsIndex: true)),
        _ => null,
    };

    private Field Below(DictStep step) =>
        this with { Path = $"{Path}.{step.Name}", Seen = typeof(DocumentValue), Steps = Steps!.Value.Add(step) };
}

/// <summary>One index on the way into a dict field.</summary>
/// <param name="Parent">The path of what is indexed.</param>
/// <param name="Name">The field's name, or the array index as a path writes it.</param>
/// <param name="IsIndex">Whether C# indexes by number, which only arrays answer.</param>
internal sealed record DictStep(string Parent, string Name, bool IsIndex)
{
    /// <summary>Whether a dotted path can spell the name as one segment.</summary>
    public static bool IsName(string name) =>
        name.Length > 0 && name[0] != '$' && !name.Contains('.', StringComparison.Ordinal)
            && !name.Contains('\0', StringComparison.Ordinal);

    public static bool IsIndexNumber(int index) => index is >= 0 and < 1_000_000_000;
}
