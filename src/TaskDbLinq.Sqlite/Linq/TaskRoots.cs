using System.Linq.Expressions;
using TaskDbLinq.EntityFrameworkCore.Linq;
using TaskDbLinq.Sqlite.Model;
using TaskDbLinq.Sqlite.Translation;

namespace TaskDbLinq.Sqlite.Linq;

/// <summary>Puts one run's context under a query, and writes what SQLite would answer in another way than C#.</summary>
internal sealed class TaskRoots : StoreRoots<TaskRecord>
{
    private TaskRoots(TaskQueryProvider provider, TaskContext context)
        : base(provider, context.Tasks)
    {
    }

    public static Expression Bind(Expression query, TaskQueryProvider provider, TaskContext context) =>
        new TaskRoots(provider, context).Bind(query);

    /// <summary><c>{ t.Label.StartsWith(x) } => TextOperators.StartsWith(t.Label, x)</c></summary>
    protected override Expression VisitMethodCall(MethodCallExpression node) =>
        node is { Method.Name: nameof(string.StartsWith) or nameof(string.EndsWith), Object: { } text, Arguments: [var part] }
            && part.Type == typeof(string)
            ? Expression.Call(typeof(TextOperators), node.Method.Name, null, Visit(text), Visit(part))
            : base.VisitMethodCall(node);
}
