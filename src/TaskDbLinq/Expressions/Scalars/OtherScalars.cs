using System.Linq.Expressions;
using System.Text.Json;
using TaskDbLinq.Documents;
using TaskDbLinq.Queries.Ast;

namespace TaskDbLinq.Expressions.Scalars;

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

    /// <summary><c>{ value > operand } => value != null &amp;&amp; (value.Value ? 1 : 0) > (operand ? 1 : 0)</c></summary>
    protected override Expression Test(Comparison comparison, Expression value, Expression operand)
    {
        if (comparison == Comparison.Equal)
        {
            return base.Test(comparison, value, operand);
        }

        var (left, right) = (Number(value), Number(operand));
        return Guards.And(Guards.Extend(null, value), comparison switch
        {
            Comparison.Less => Expression.LessThan(left, right),
            Comparison.LessOrEqual => Expression.LessThanOrEqual(left, right),
            Comparison.Greater => Expression.GreaterThan(left, right),
            _ => Expression.GreaterThanOrEqual(left, right),
        });
    }

    /// <summary><c>{ flag } => flag ? 1 : 0</c>; a nullable one has been tested for null before.</summary>
    private static ConditionalExpression Number(Expression flag) => Expression.Condition(
        flag.Type == typeof(bool) ? flag : Expression.Property(flag, nameof(Nullable<bool>.Value)), Expression.Constant(1), Expression.Constant(0));
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

/// <summary>An enum: by name (exact, camelCase or snake_case), or by number.</summary>
internal sealed class EnumScalar<T> : StructScalar<T>
    where T : struct, Enum
{
    private static readonly Dictionary<string, T> Values = ByName();

    public override string Description => $"one of {string.Join(", ", Enum.GetNames<T>())}";

    public override IReadOnlyList<DocumentKind> Kinds { get; } = [DocumentKind.Int32];

    protected override bool IsOrdered => false;

    protected override string Expected => "one of these names";

    protected override bool TryRead(DocumentValue value, out T result)
    {
        switch (value)
        {
            case DocumentString text:
                return Values.TryGetValue(text.Value, out result);
            case DocumentNumber number when number.ToInt64() is { } whole:
                foreach (var known in Enum.GetValues<T>())
                {
                    if (Convert.ToInt64(known, System.Globalization.CultureInfo.InvariantCulture) == whole)
                    {
                        result = known;
                        return true;
                    }
                }

                break;
        }

        result = default;
        return false;
    }

    private static Dictionary<string, T> ByName()
    {
        var names = Enum.GetValues<T>().Distinct().ToDictionary(value => value.ToString(), StringComparer.Ordinal);
        foreach (var (name, value) in names.ToArray())
        {
            names.TryAdd(JsonNamingPolicy.CamelCase.ConvertName(name), value);
            names.TryAdd(JsonNamingPolicy.SnakeCaseLower.ConvertName(name), value);
        }

        return names;
    }
}
