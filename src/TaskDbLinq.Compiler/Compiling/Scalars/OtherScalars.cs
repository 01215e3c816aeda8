using System.Linq.Expressions;
using System.Text.Json;
using TaskDbLinq.Filters.Ast;
using TaskDbLinq.Values;

namespace TaskDbLinq.Compiling.Scalars;

/// <summary>Booleans; false comes before true, as in BSON.</summary>
internal sealed class BooleanScalar : StructScalar<bool>
{
    public override string Description => "a boolean";

    public override IReadOnlyList<DocumentKind> Kinds { get; } = [DocumentKind.Boolean];

    protected override string Expected => "true or false";

    protected override bool TryRead(DocumentValue value, out bool result)
    {
        result = value is DocumentBoolean { Value: true };
        return value is DocumentBoolean;
    }

    /// <summary>
    /// <c>{ value > operand } => value == true &amp;&amp; !operand</c>, <c>{ value >= operand } => value == true || value == false
    /// &amp;&amp; !operand</c>:
    /// neither C# nor SQL orders booleans.
    /// </summary>
    protected override Expression Test(Comparison comparison, Expression value, Expression operand)
    {
        Expression isTrue = Is(value, true), isFalse = Is(value, false);
        return comparison switch
        {
            Comparison.Less => Expression.AndAlso(isFalse, operand),
            Comparison.LessOrEqual => Expression.OrElse(isFalse, Expression.AndAlso(isTrue, operand)),
            Comparison.Greater => Expression.AndAlso(isTrue, Expression.Not(operand)),
            Comparison.GreaterOrEqual => Expression.OrElse(isTrue, Expression.AndAlso(isFalse, Expression.Not(operand))),
            _ => base.Test(comparison, value, operand),
        };
    }

    private static BinaryExpression Is(Expression value, bool wanted) => Expression.Equal(value, Expression.Constant(wanted, value.Type));
}

/// <summary>UUIDs, as strings or as binary of subtype 4; without an order, since stores keep them in different byte orders.</summary>
internal sealed class GuidScalar : StructScalar<Guid>
{
    public override string Description => "a UUID";

    public override IReadOnlyList<DocumentKind> Kinds { get; } = [DocumentKind.Binary];

    protected override bool IsOrdered => false;

    protected override string Expected => "a string like 01234567-89ab-cdef-0123-456789abcdef";

    protected override bool TryRead(DocumentValue value, out Guid result)
    {
        if (value is DocumentBinary { Subtype: DocumentBinary.UuidSubtype, Bytes.Length: 16 } binary)
        {
            result = new Guid(binary.Bytes.Span, bigEndian: true);
            return true;
        }

        result = default;
        return value is DocumentString text && Guid.TryParse(text.Value, out result);
    }
}

/// <summary>Characters: strings of one.</summary>
internal sealed class CharScalar : StructScalar<char>
{
    public override string Description => "a character";

    public override IReadOnlyList<DocumentKind> Kinds { get; } = [DocumentKind.String];

    protected override string Expected => "a string of one character";

    protected override bool TryRead(DocumentValue value, out char result)
    {
        result = value is DocumentString { Value.Length: 1 } text ? text.Value[0] : default;
        return value is DocumentString { Value.Length: 1 };
    }
}
