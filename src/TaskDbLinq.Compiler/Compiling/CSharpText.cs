using System.Globalization;
using System.Linq.Expressions;
using System.Runtime.CompilerServices;
using TaskDbLinq.Values;

namespace TaskDbLinq.Compiling;

/// <summary>A part of an expression as its author wrote it in C#, near enough to find it.</summary>
internal static class CSharpText
{
    public static string Of(Expression expression) => expression switch
    {
        ParameterExpression parameter => string.IsNullOrEmpty(parameter.Name) ? "it" : parameter.Name,
        ConstantExpression constant => Literal(constant.Value),
        MemberExpression { Expression: ConstantExpression } captured => captured.Member.Name,
        MemberExpression { Expression: { } owner } member => $"{Of(owner)}.{member.Member.Name}",
        MemberExpression member => $"{member.Member.DeclaringType?.Name}.{member.Member.Name}",
        UnaryExpression { NodeType: ExpressionType.Not } not => $"!{Of(not.Operand)}",
        UnaryExpression { NodeType: ExpressionType.Negate } negate => $"-{Of(negate.Operand)}",
        UnaryExpression { NodeType: ExpressionType.ArrayLength } length => $"{Of(length.Operand)}.Length",
        UnaryExpression { NodeType: ExpressionType.Convert, Method.Name: "op_Explicit" } cast => $"({cast.Type.Name}){Of(cast.Operand)}",
        UnaryExpression other => Of(other.Operand),
        BinaryExpression { NodeType: ExpressionType.ArrayIndex } index => $"{Of(index.Left)}[{Of(index.Right)}]",
        BinaryExpression binary => $"({Of(binary.Left)} {Sign(binary.NodeType)} {Of(binary.Right)})",
        ConditionalExpression choice => $"({Of(choice.Test)} ? {Of(choice.IfTrue)} : {Of(choice.IfFalse)})",
        MethodCallExpression call => Call(call),
        LambdaExpression lambda => $"{string.Join(", ", lambda.Parameters.Select(Of))} => {Of(lambda.Body)}",
        InvocationExpression invocation => $"{Of(invocation.Expression)}({Arguments(invocation.Arguments)})",
        NewArrayExpression array => $"[{Arguments(array.Expressions)}]",
        NewExpression creation => $"new {creation.Type.Name}({Arguments(creation.Arguments)})",
        _ => expression.ToString(),
    };

    private static string Call(MethodCallExpression call)
    {
        if (call.Method.Name == "op_Implicit")
        {
            return Of(call.Arguments[0]);
        }

        if (call is { Method.Name: "get_Item", Object: { } indexed })
        {
            return $"{Of(indexed)}[{Arguments(call.Arguments)}]";
        }

        var isExtension = call.Method.IsDefined(typeof(ExtensionAttribute), inherit: false);
        var (owner, arguments) = call.Object is { } instance ? (Of(instance), call.Arguments)
            : isExtension ? (Of(call.Arguments[0]), call.Arguments.Skip(1))
            : (call.Method.DeclaringType?.Name, (IEnumerable<Expression>)call.Arguments);
        return $"{owner}.{call.Method.Name}({Arguments(arguments)})";
    }

    private static string Arguments(IEnumerable<Expression> arguments) => string.Join(", ", arguments.Select(Of));

    private static string Literal(object? value) => value switch
    {
        null => "null",
        string text => DocumentJson.Write(text),
        bool flag => flag ? "true" : "false",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? string.Empty,
    };

    private static string Sign(ExpressionType type) => type switch
    {
        ExpressionType.Equal => "==",
        ExpressionType.NotEqual => "!=",
        ExpressionType.LessThan => "<",
        ExpressionType.LessThanOrEqual => "<=",
        ExpressionType.GreaterThan => ">",
        ExpressionType.GreaterThanOrEqual => ">=",
        ExpressionType.AndAlso => "&&",
        ExpressionType.OrElse => "||",
        ExpressionType.And => "&",
        ExpressionType.Or => "|",
        ExpressionType.Coalesce => "??",
        ExpressionType.Add or ExpressionType.AddChecked => "+",
        ExpressionType.Subtract or ExpressionType.SubtractChecked => "-",
        ExpressionType.Multiply or ExpressionType.MultiplyChecked => "*",
        ExpressionType.Divide => "/",
        ExpressionType.Modulo => "%",
        _ => type.ToString(),
    };
}
