using System.Linq.Expressions;
using TaskDbLinq.Values;

namespace TaskDbLinq.Compiling;

/// <summary>
/// <c>{ t.Header[name] } => t.Header["a"]</c>: a name or index that a variable holds is written out, since the path in a
/// dict field is part of a store's query and no parameter of it.
/// </summary>
internal sealed class DictNames : ExpressionVisitor
{
    private static readonly DictNames Visitor = new();

    public static Expression WriteOut(Expression query) => Visitor.Visit(query);

    protected override Expression VisitMethodCall(MethodCallExpression node)
    {
        var call = base.VisitMethodCall(node) as MethodCallExpression ?? node;
        return call is { Object: { } owner, Method.Name: "get_Item" or nameof(Document.ContainsKey), Arguments: [var name] }
            && name is not ConstantExpression
            && typeof(DocumentValue).IsAssignableFrom(owner.Type)
            && !RecordFinder.IsIn(name)
            ? call.Update(
                owner, [Expression.Constant(Expression.Lambda(name).Compile(preferInterpretation: true).DynamicInvoke(), name.Type)])
            : call;
    }

    /// <summary>Whether an expression depends on the record, or on anything else that is known only while the query runs.</summary>
    private sealed class RecordFinder : ExpressionVisitor
    {
        private bool _found;

        public static bool IsIn(Expression expression)
        {
            var finder = new RecordFinder();
            finder.Visit(expression);
            return finder._found;
        }

        protected override Expression VisitParameter(ParameterExpression node)
        {
            _found = true;
            return node;
        }
    }
}
