using System.Linq.Expressions;
using System.Reflection;
using TaskDbLinq.Compiling.Building;
using TaskDbLinq.Filters.Ast;
using TaskDbLinq.Filters.Operators;
using TaskDbLinq.Values;

namespace TaskDbLinq.Compiling.Scalars;

/// <summary>
/// Bytes, as binary of a filter. Stores order them in different ways, and a list of them is none that a store can search.
/// </summary>
internal sealed class BytesScalar : ScalarType<byte[]>
{
    private static readonly MethodInfo AreEqual = typeof(Enumerable).GetMethods()
        .Single(method => method.Name == nameof(Enumerable.SequenceEqual) && method.GetParameters().Length == 2)
        .MakeGenericMethod(typeof(byte));

    public override string Description => "bytes";

    public override IReadOnlyList<DocumentKind> Kinds { get; } = [DocumentKind.Binary];

    protected override bool IsOrdered => false;

    protected override string Expected => "{\"$binary\": \u2026}";

    public override Expression In(Expression value, In condition, PredicateBuilder builder)
    {
        builder.Fail(condition.Path, "the field holds bytes, which can't be looked up in a list: use $or");
        return PredicateBuilder.True;
    }

    protected override bool TryRead(DocumentValue value, out byte[] result)
    {
        result = (value as DocumentBinary)?.Bytes.ToArray() ?? [];
        return value is DocumentBinary;
    }

    /// <summary><c>{ value == operand } => value != null &amp;&amp; value.SequenceEqual(operand)</c></summary>
    protected override Expression Test(Comparison comparison, Expression value, Expression operand) =>
        Guards.And(Guards.Extend(null, value), Expression.Call(AreEqual, value, operand));
}
