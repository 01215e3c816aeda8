using System.Linq.Expressions;
using TaskDbLinq.Compiling.Building;
using TaskDbLinq.Compiling.Scalars;
using TaskDbLinq.Finding;

namespace TaskDbLinq.Aggregating;

/// <summary>The keys of a question about groups of any record type: what EF Core groups by, and what tells groups apart.</summary>
internal static class GroupKeys
{
    public const int MaxKeys = 8;

    /// <summary>A string, compared by its code points in the store, too.</summary>
    public static Expression Ordinal(Expression value) =>
        Expression.Call(typeof(FindOrder), nameof(FindOrder.Text), [value.Type], value, Registration.Argument);

    /// <summary><c>{ t.A, t.B } => new GroupKey { K0 = t.A, K1 = t.B }</c></summary>
    public static Expression KeyOf(IReadOnlyList<Expression> parts)
    {
        var types = parts.Select(part => part.Type).Concat(Enumerable.Repeat(typeof(int), MaxKeys - parts.Count));
        var type = typeof(GroupKey<,,,,,,,>).MakeGenericType([.. types]);
        return Expression.MemberInit(
            Expression.New(type),
            parts.Select((part, at) => Expression.Bind(type.GetProperty(FormattableString.Invariant($"K{at}"))!, part)));
    }

    /// <summary>Resolves a key; null, with the problem noted, when its values are not compared.</summary>
    public static FoundField? Resolve(Type record, string path, string at, List<QueryProblem> problems)
    {
        if (FoundField.Of(record, path, at, problems) is not { } field)
        {
            return null;
        }

        if (ScalarType.Of(field.Type) is { IsValueObject: false } && field.Plain != typeof(byte[]) && field.Plain != typeof(Uri))
        {
            return field;
        }

        problems.Add(new QueryProblem(at, "groups are made of values: numbers, strings, timestamps, booleans and the like"));
        return null;
    }

    /// <summary>The values of a group's keys; equal to those of another group where all of them are.</summary>
    internal sealed class Values(object?[] items) : IEquatable<Values>
    {
        public object?[] Items => items;

        public bool Equals(Values? other) => other is not null && items.AsSpan().SequenceEqual(other.Items);

        public override bool Equals(object? obj) => Equals(obj as Values);

        public override int GetHashCode()
        {
            var hash = default(HashCode);
            foreach (var item in items)
            {
                hash.Add(item);
            }

            return hash.ToHashCode();
        }
    }
}
