using System.Collections.Frozen;
using System.Linq.Expressions;
using TaskDbLinq.Compiling.Building;
using TaskDbLinq.Filters.Ast;
using TaskDbLinq.Records;
using TaskDbLinq.Sqlite.Translation;

namespace TaskDbLinq.Sqlite.Reading;

/// <summary>
/// Marks the conditions that an index of a path can serve: <c>{ DictField.Satisfies(…) } => { IndexedPath.Satisfies(…) }</c>. It enters
/// nothing but <c>&amp;&amp;</c>: SQLite finds no part of a choice by such an index.
/// </summary>
internal sealed class PathMarker(FrozenSet<string> paths) : ExpressionVisitor
{
    public override Expression? Visit(Expression? node) => node switch
    {
        LambdaExpression or BinaryExpression { NodeType: ExpressionType.AndAlso } => base.Visit(node),
        MethodCallExpression call when IsServed(call) => Expression.Call(IndexedPath.SatisfiesMethod, call.Arguments),
        _ => node,
    };

    private bool IsServed(MethodCallExpression call) =>
        call.Method == DictField.SatisfiesMethod
        && call.Arguments[0] is MemberExpression field
        && call.Arguments[1] is ConstantExpression { Value: FieldPath path }
        && call.Arguments[2] is ConstantExpression { Value: ConditionShape shape }
        && IndexedPath.IsServed(shape)
        && paths.Contains($"{TaskFields.ByProperty[field.Member.Name].Key}.{path.Text}");
}
