using System.Collections.Frozen;
using System.Linq.Expressions;
using System.Reflection;
using TaskDbLinq.Compiling.Building;
using TaskDbLinq.Filters.Ast;
using TaskDbLinq.Values;

namespace TaskDbLinq.Compiling.Scalars;

/// <summary>Strings, ordered by code point.</summary>
internal sealed class StringScalar : ScalarType<string>
{
    private static readonly FrozenDictionary<Comparison, MethodInfo> Orders = new[]
    {
        Comparison.Less, Comparison.LessOrEqual, Comparison.Greater, Comparison.GreaterOrEqual,
    }.ToFrozenDictionary(comparison => comparison, OrderOf);

    public override string Description => "a string";

    public override IReadOnlyList<DocumentKind> Kinds { get; } = [DocumentKind.String];

    protected override string Expected => "a string";

    protected override bool TryRead(DocumentValue value, out string result)
    {
        result = (value as DocumentString)?.Value ?? string.Empty;
        return value is DocumentString;
    }

    /// <summary><c>{ value > operand } => CodePointOrder.Greater(value, operand)</c></summary>
    protected override Expression Test(Comparison comparison, Expression value, Expression operand) => comparison switch
    {
        Comparison.Equal => Comparisons.Make(comparison, value, operand),
        _ => Expression.Call(Orders[comparison], value, operand, Registration.Argument),
    };

    private static MethodInfo OrderOf(Comparison comparison) => typeof(CodePointOrder).GetMethod(
        comparison.ToString(), BindingFlags.Static | BindingFlags.NonPublic, [typeof(string), typeof(string), typeof(string)])!;
}
