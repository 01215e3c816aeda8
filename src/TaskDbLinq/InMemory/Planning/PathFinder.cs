using System.Linq.Expressions;
using TaskDbLinq.Compiling;
using TaskDbLinq.Compiling.Building;
using TaskDbLinq.Compiling.Plans;
using TaskDbLinq.InMemory.Storage;

namespace TaskDbLinq.InMemory.Planning;

/// <summary>Finds the indexes that the and-ed parts of a predicate can use.</summary>
/// <param name="record">The predicate's parameter.</param>
/// <param name="captured">Its captured values, by place.</param>
internal sealed class PathFinder(ParameterExpression record, IReadOnlyList<Captured?> captured)
{
    private readonly List<AccessPath> _paths = [];
    private readonly Dictionary<int, (List<Bound> Bounds, List<int> Answers)> _ranges = [];

    /// <summary>The paths for the parts, none of them when only a scan will do.</summary>
    public AccessPath[] Find(IReadOnlyList<Expression> parts)
    {
        for (var part = 0; part < parts.Count; part++)
        {
            Read(parts[part], part);
        }

        return [.. _paths, .. _ranges.Select(range => new RangePath(range.Key, range.Value.Bounds, range.Value.Answers))];
    }

    /// <summary><c>{ a &amp;&amp; b &amp;&amp; c } => [a, b, c]</c></summary>
    public static IEnumerable<Expression> Split(Expression predicate) => predicate switch
    {
        BinaryExpression { NodeType: ExpressionType.AndAlso } and => Split(and.Left).Concat(Split(and.Right)),
        ConstantExpression { Value: true } => [],
        _ => [predicate],
    };

    private void Read(Expression part, int at)
    {
        switch (part)
        {
            case ConstantExpression { Value: false }:
                _paths.Add(new NothingPath([at]));
                break;
            case BinaryExpression comparison:
                Compare(comparison.NodeType, comparison.Left, comparison.Right, at);
                Compare(Comparisons.Mirror(comparison.NodeType), comparison.Right, comparison.Left, at);
                break;
            case UnaryExpression
            {
                NodeType: ExpressionType.Not,
                Operand: MemberExpression { Member.Name: nameof(Nullable<int>.HasValue) } test
            }
                when FieldOf(test.Expression) == nameof(TaskRecord.Completed):
                _paths.Add(new PendingPath([at]));
                break;
            case MethodCallExpression { Method.Name: nameof(Enumerable.Contains) } call:
                Contains(call, at);
                break;
        }
    }

    private void Compare(ExpressionType comparison, Expression left, Expression right, int at)
    {
        if (FieldOf(left) is not { } field)
        {
            return;
        }

        if (Comparisons.IsNull(right))
        {
            if (comparison == ExpressionType.Equal && field == nameof(TaskRecord.Completed))
            {
                _paths.Add(new PendingPath([at]));
            }
            else if (comparison == ExpressionType.Equal)
            {
                AddText(field, new LookupValues(-1, isList: false), at);
            }
        }
        else if (PlaceOf(right) is { } place)
        {
            if (comparison == ExpressionType.Equal && captured[place] is Captured<string>)
            {
                AddText(field, new LookupValues(place, isList: false), at);
            }
            else if (captured[place] is Captured<DateTime> or Captured<DateTime?>)
            {
                AddBound(field, comparison, place, at);
            }
        }
    }

    /// <summary><c>list.Contains(t.Field)</c>, of <see cref="Enumerable"/> or of the list itself, without a comparer.</summary>
    private void Contains(MethodCallExpression call, int at)
    {
        var (list, item) = call switch
        {
            { Object: null, Arguments: [var source, var element] } when call.Method.DeclaringType == typeof(Enumerable) =>
                (source, element),
            { Object: { } source, Arguments: [var element] } => (source, element),
            _ => (null, null),
        };

        if (list is not null && FieldOf(item) is { } field && PlaceOf(list) is { } place
            && list.Type.IsAssignableTo(typeof(IEnumerable<string>)))
        {
            AddText(field, new LookupValues(place, isList: true), at);
        }
    }

    private void AddText(string field, LookupValues values, int at)
    {
        var index = Array.FindIndex(IndexedText.All, text => text.Field.Property.Name == field);
        if (field == nameof(TaskRecord.MsgId))
        {
            _paths.Add(new IdPath(values, [at]));
        }
        else if (index >= 0)
        {
            _paths.Add(new TextPath(index, values, [at]));
        }
    }

    private void AddBound(string field, ExpressionType comparison, int place, int at)
    {
        var index = Array.FindIndex(IndexedTime.All, time => time.Field.Property.Name == field);
        if (index < 0 || comparison is not (ExpressionType.Equal or ExpressionType.LessThan or ExpressionType.LessThanOrEqual
            or ExpressionType.GreaterThan or ExpressionType.GreaterThanOrEqual))
        {
            return;
        }

        if (!_ranges.TryGetValue(index, out var range))
        {
            _ranges.Add(index, range = ([], []));
        }

        range.Bounds.Add(new Bound(comparison, place));
        range.Answers.Add(at);
    }

    private string? FieldOf(Expression? expression) => ComparisonSides.FieldOf(expression, record);

    private int? PlaceOf(Expression expression) => ComparisonSides.PlaceOf(expression, captured);
}
