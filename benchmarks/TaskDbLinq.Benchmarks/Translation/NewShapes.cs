using System.Linq.Expressions;
using TaskDbLinq.Records;

namespace TaskDbLinq.Benchmarks.Translation;

/// <summary>Questions of three conditions, no two of the same shape: as dictionaries, and as LINQ over any class with the fields.</summary>
internal sealed class NewShapes
{
    private static readonly (string Name, ExpressionType Comparison)[] Operators =
    [
        ("$eq", ExpressionType.Equal), ("$ne", ExpressionType.NotEqual), ("$gt", ExpressionType.GreaterThan),
        ("$gte", ExpressionType.GreaterThanOrEqual), ("$lt", ExpressionType.LessThan), ("$lte", ExpressionType.LessThanOrEqual),
    ];

    private static readonly TaskField[] Texts = [.. TaskFields.All.Where(field => field.Kind == TaskFieldKind.Text)];

    private int _next;

    public Dictionary<string, object?> Next() => new()
    {
        ["$and"] = NextParts()
            .Select(
                object? (part) =>
                    new Dictionary<string, object?> { [part.Field.Key] = new Dictionary<string, object?> { [part.Name] = "x" } })
            .ToList(),
    };

    /// <summary><c>t => t.Label == x &amp;&amp; string.Compare(t.Queue, x) > 0 &amp;&amp; …</c></summary>
    public Expression<Func<T, bool>> NextOf<T>()
    {
        var x = "x";
        var captured = ((Expression<Func<string>>)(() => x)).Body;
        var task = Expression.Parameter(typeof(T), "t");
        return Expression.Lambda<Func<T, bool>>(NextParts().Select(Condition).Aggregate(Expression.AndAlso), task);

        Expression Condition((TaskField Field, string Name, ExpressionType Comparison) part)
        {
            var field = Expression.Property(task, part.Field.Property.Name);
            return part.Comparison is ExpressionType.Equal or ExpressionType.NotEqual
                ? Expression.MakeBinary(part.Comparison, field, captured)
                : Expression.MakeBinary(
                    part.Comparison,
                    Expression.Call(typeof(string), nameof(string.Compare), null, field, captured),
                    Expression.Constant(0));
        }
    }

    private List<(TaskField Field, string Name, ExpressionType Comparison)> NextParts()
    {
        var rest = _next++;
        var parts = new List<(TaskField, string, ExpressionType)>();
        for (var i = 0; i < 3; i++)
        {
            rest = Math.DivRem(rest, Operators.Length, out var name);
            rest = Math.DivRem(rest, Texts.Length, out var field);
            parts.Add((Texts[field], Operators[name].Name, Operators[name].Comparison));
        }

        return parts;
    }
}
