using System.Collections.Immutable;
using System.Linq.Expressions;
using TaskDbLinq.Compiling.Building;
using TaskDbLinq.Compiling.Plans;
using TaskDbLinq.Values;

namespace TaskDbLinq.Records;

/// <summary>What a query makes of each task, where that is the task itself or made of nothing but fields other than buffers.</summary>
internal sealed class FieldProjection
{
    private static readonly ParameterExpression Row = Expression.Parameter(typeof(object?[]), "row");
    private static readonly ParameterExpression Values = Expression.Parameter(typeof(Captured[]), "values");
    private static readonly FieldProjection Whole = new(TaskFields.All, task: null, WholeTask());
    private static readonly Func<object?[], TaskRecord> MakeTask =
        Expression.Lambda<Func<object?[], TaskRecord>>(Whole._body, Row).Compile();
    private readonly ParameterExpression? _task;
    private readonly Expression _body;

    private FieldProjection(ImmutableArray<TaskField> fields, ParameterExpression? task, Expression body) =>
        (Fields, _task, _body) = (fields, task, body);

    /// <summary>The fields that are read.</summary>
    public ImmutableArray<TaskField> Fields { get; }

    /// <summary>Returns the projection of a selector; null for a selector that does more than read fields.</summary>
    /// <param name="selector">The selector; null for the task itself.</param>
    /// <param name="values">The values that were lifted out of the query; null where they are in it.</param>
    /// <param name="withId">Whether <c>msg_id</c> is read first in any case, as <see cref="TaskKeys"/> has it.</param>
    public static FieldProjection? Of(LambdaExpression? selector, IReadOnlyList<Captured>? values, bool withId = false)
    {
        if (selector is null || selector.Body == selector.Parameters[0])
        {
            return Whole;
        }

        var task = selector.Parameters[0];
        var body = values is null ? selector.Body : new CapturedLifter(values, Values).Visit(selector.Body);
        var fields = new FieldFinder(task, withId ? [TaskFields.MsgId] : []);
        fields.Visit(body);
        return fields is { Fails: false, ReadsAny: true } ? new([.. fields.Read], task, body) : null;
    }

    /// <summary>Returns a task of the values of all fields.</summary>
    public static TaskRecord ToTask(object?[] row) => MakeTask(row);

    /// <summary>Returns what makes an element of the fields' values and the query's.</summary>
    /// <param name="isForOnce">Whether it is made for one query, and not worth compiling.</param>
    public Func<object?[], Captured[], T> Compile<T>(bool isForOnce = false) => this == Whole
        ? (Func<object?[], Captured[], T>)(object)(Func<object?[], Captured[], TaskRecord>)((row, _) => MakeTask(row))
        : Expression.Lambda<Func<object?[], Captured[], T>>(new RowReader(_task!, Fields).Visit(_body), Row, Values)
            .Compile(preferInterpretation: isForOnce);

    /// <summary><c>{ } => new TaskRecord { MsgId = (string)row[0], … }</c></summary>
    private static MemberInitExpression WholeTask() => Expression.MemberInit(
        Expression.New(typeof(TaskRecord)),
        TaskFields.All.Select((field, place) => Expression.Bind(field.Property, Value(place, field.Property.PropertyType))));

    private static UnaryExpression Value(int place, Type type) =>
        Expression.Convert(Expression.ArrayIndex(Row, Expression.Constant(place)), type);

    /// <summary>Puts the values of a row into the place of fields. It is done where there is something to compile.</summary>
    private sealed class RowReader(ParameterExpression task, ImmutableArray<TaskField> fields) : ExpressionVisitor
    {
        /// <summary>
        /// <c>{ t.Started } => (DateTime?)row[0]</c>, <c>{ t.Header } => (Document)row[0] ?? Document.None</c>: a task has no dict field
        /// that is null.
        /// </summary>
        protected override Expression VisitMember(MemberExpression node)
        {
            if (node.Expression != task)
            {
                return base.VisitMember(node);
            }

            var field = TaskFields.ByProperty[node.Member.Name];
            var value = Value(fields.IndexOf(field), node.Type);
            return field.Kind == TaskFieldKind.Dict ? Expression.Coalesce(value, Expression.Constant(Document.None)) : value;
        }
    }

    /// <summary>Finds the fields that are read, and whether anything else is done.</summary>
    private sealed class FieldFinder(ParameterExpression task, IEnumerable<TaskField> first) : ExpressionVisitor
    {
        private int _reads;

        public List<TaskField> Read { get; } = [.. first];

        public bool ReadsAny => _reads > 0;

        public bool Fails { get; private set; }

        public override Expression? Visit(Expression? node)
        {
            // What computes is left to EF Core and the driver: they know which part of it the store does, and what null means there.
            Fails |= node is { Type: var type } && type.IsAssignableTo(typeof(IQueryable));
            Fails |= node is not (null or MemberExpression or NewExpression or NewArrayExpression or MemberInitExpression
                or ConstantExpression or ParameterExpression or MethodCallExpression { Method.Name: "As" }
                    or BinaryExpression { NodeType: ExpressionType.ArrayIndex });
            return Fails ? node : base.Visit(node);
        }

        protected override Expression VisitMember(MemberExpression node)
        {
            if (node.Expression != task)
            {
                // { t.Label.Length } computes, { closure.Operand } doesn't.
                var before = _reads;
                var outer = base.VisitMember(node);
                Fails |= _reads > before || node.Expression is MemberExpression { Expression: var owner } && owner == task;
                return outer;
            }

            if (!TaskFields.ByProperty.TryGetValue(node.Member.Name, out var field) || field.Kind == TaskFieldKind.Buffers)
            {
                Fails = true;
                return node;
            }

            _reads++;
            if (!Read.Contains(field))
            {
                Read.Add(field);
            }

            return node;
        }

        /// <summary><c>{ t.Header.As&lt;int&gt;() }</c> computes, a lifted value doesn't.</summary>
        protected override Expression VisitMethodCall(MethodCallExpression node)
        {
            var before = _reads;
            var call = base.VisitMethodCall(node);
            Fails |= _reads > before;
            return call;
        }

        protected override Expression VisitParameter(ParameterExpression node)
        {
            Fails |= node == task;
            return node;
        }
    }
}
