using System.Collections.Immutable;
using System.Linq.Expressions;
using Microsoft.Data.Sqlite;
using TaskDbLinq.Compiling.Building;
using TaskDbLinq.Compiling.Plans;
using TaskDbLinq.Sqlite.Reading;

namespace TaskDbLinq.Sqlite.Linq;

/// <summary>What a query makes of each task, where that is the task itself or made of nothing but text and timestamp fields.</summary>
internal sealed class FieldProjection
{
    private static readonly ParameterExpression Row = Expression.Parameter(typeof(object?[]), "row");
    private static readonly ParameterExpression Values = Expression.Parameter(typeof(Captured[]), "values");
    private readonly Expression _element;

    private FieldProjection(ImmutableArray<TaskField> fields, Expression element) => (Fields, _element) = (fields, element);

    /// <summary>The fields that are read.</summary>
    public ImmutableArray<TaskField> Fields { get; }

    /// <summary>Returns the projection of a selector; null for a selector that does more than read fields.</summary>
    /// <param name="selector">The selector; null for the task itself.</param>
    /// <param name="values">The values that were lifted out of the query.</param>
    public static FieldProjection? Of(LambdaExpression? selector, IReadOnlyList<Captured> values)
    {
        if (selector is null || selector.Body == selector.Parameters[0])
        {
            return new(TaskFields.All, WholeTask());
        }

        var fields = new FieldReader(selector.Parameters[0]);
        var element = fields.Visit(new CapturedLifter(values, Values).Visit(selector.Body));
        return element is not null && fields is { Fails: false, Read.Count: > 0 } ? new([.. fields.Read], element) : null;
    }

    public Func<SqliteDataReader, Captured[], T> Compile<T>(RowReader rows)
    {
        var make = Expression.Lambda<Func<object?[], Captured[], T>>(_element, Row, Values).Compile();
        return (reader, values) => make(rows.Read(reader), values);
    }

    /// <summary><c>{ } => new TaskRecord { MsgId = (string)row[0], … }</c></summary>
    private static MemberInitExpression WholeTask() => Expression.MemberInit(
        Expression.New(typeof(TaskRecord)),
        TaskFields.All.Select((field, place) => Expression.Bind(field.Property, Value(place, field.Property.PropertyType))));

    private static UnaryExpression Value(int place, Type type) =>
        Expression.Convert(Expression.ArrayIndex(Row, Expression.Constant(place)), type);

    /// <summary><c>{ t.Started } => (DateTime?)row[0]</c></summary>
    private sealed class FieldReader(ParameterExpression task) : ExpressionVisitor
    {
        public List<TaskField> Read { get; } = [];

        public bool Fails { get; private set; }

        public override Expression? Visit(Expression? node)
        {
            // What computes is EF Core's: it knows which part of it SQL does, and what null means there.
            Fails |= node is not (null or MemberExpression or NewExpression or MemberInitExpression or ConstantExpression
                or ParameterExpression
                or MethodCallExpression { Method.Name: "As" } or BinaryExpression { NodeType: ExpressionType.ArrayIndex });
            return Fails ? node : base.Visit(node);
        }

        protected override Expression VisitMember(MemberExpression node)
        {
            if (node.Expression != task)
            {
                // { t.Label.Length } computes, { closure.Operand } doesn't.
                var before = Read.Count;
                var outer = base.VisitMember(node);
                Fails |= Read.Count > before || node.Expression is MemberExpression { Expression: var owner } && owner == task;
                return outer;
            }

            if (!TaskFields.ByProperty.TryGetValue(node.Member.Name, out var field)
                || field.Kind is not (TaskFieldKind.Text or TaskFieldKind.Timestamp))
            {
                Fails = true;
                return node;
            }

            var place = Read.IndexOf(field);
            if (place < 0)
            {
                place = Read.Count;
                Read.Add(field);
            }

            return Value(place, node.Type);
        }

        protected override Expression VisitParameter(ParameterExpression node)
        {
            Fails |= node == task;
            return node;
        }
    }
}
