using System.Collections.Immutable;
using System.Linq.Expressions;
using System.Reflection;
using TaskDbLinq.Compiling.Building;
using TaskDbLinq.Compiling.Scalars;
using TaskDbLinq.Compiling.Schemas;
using TaskDbLinq.Filters;
using TaskDbLinq.Filters.Ast;

namespace TaskDbLinq.Finding;

/// <summary>A field of a record that an order or a projection names: a property, or one behind references.</summary>
/// <param name="Path">The path, as it was written.</param>
/// <param name="Properties">The properties on the way; the last one is the field.</param>
internal sealed record FoundField(string Path, ImmutableArray<PropertyInfo> Properties)
{
    /// <summary>Where an order goes on inside of a document, which the last property holds; empty for the property itself.</summary>
    public string Inner { get; private init; } = string.Empty;

    /// <summary>Returns the path.</summary>
    public override string ToString() => Path;

    public Type Type => Properties[^1].PropertyType;

    /// <summary>The type without null.</summary>
    public Type Plain => Nullable.GetUnderlyingType(Type) ?? Type;

    /// <summary>Whether the field may be null, or may not be reached.</summary>
    public bool IsNullable => Properties.Length > 1 || Nullable.GetUnderlyingType(Type) is not null
        || (!Type.IsValueType && new NullabilityInfoContext().Create(Properties[0]).ReadState != NullabilityState.NotNull);

    /// <summary>Resolves a path; null, with the problem noted, when it leads to nothing that can be read as one value.</summary>
    /// <param name="record">The record type.</param>
    /// <param name="path">The path.</param>
    /// <param name="at">Where it was written.</param>
    /// <param name="problems">Where problems go.</param>
    /// <param name="mayEnter">Whether it may go on inside of a document.</param>
    public static FoundField? Of(Type record, string path, string at, List<QueryProblem> problems, bool mayEnter = false)
    {
        var properties = ImmutableArray.CreateBuilder<PropertyInfo>();
        var type = record;
        var names = path.Split('.');
        foreach (var (depth, name) in names.Index())
        {
            var isDocument = typeof(DocumentValue).IsAssignableFrom(type) || JsonData.Is(type);
            if (isDocument && mayEnter)
            {
                return Within(path, properties.ToImmutable(), names[depth..], at, problems);
            }

            var isValue = isDocument || ScalarType.IsClosed(type);
            if (isValue || RecordScope.ElementType(type) is not null)
            {
                problems.Add(new QueryProblem(
                    at,
                    $"'{QueryProblem.Shown(path)}' leads into {(isValue ? "a value" : "a list")}, "
                        + $"which has no one field '{QueryProblem.Shown(name)}'"));
                return null;
            }

            var schema = RecordSchema.Of(type);
            if (schema.Find(name) is not { } property)
            {
                problems.Add(schema.Ambiguity(name) is { } both
                    ? new QueryProblem(at, $"the name can mean {both}: write the one that is meant as it is")
                    : QueryProblem.UnknownName(at, "field", name, schema.Names));
                return null;
            }

            properties.Add(property);
            type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        }

        return new FoundField(path, properties.ToImmutable());
    }

    private static FoundField? Within(
        string path, ImmutableArray<PropertyInfo> properties, string[] inner, string at, List<QueryProblem> problems)
    {
        if (inner.Any(name => name.Length == 0 || name[0] == '$' || name.Contains('\0', StringComparison.Ordinal)))
        {
            problems.Add(new QueryProblem(at, "no name in a path is empty, begins with '$' or holds NUL"));
            return null;
        }

        return new FoundField(path, properties) { Inner = string.Join('.', inner) };
    }

    /// <summary>The field of a record, as C# writes it without a thought of null: a store has none to stumble over.</summary>
    public Expression Of(Expression record) => Lifted(Properties.Aggregate(record, Part));

    /// <summary><c>{ t.Address.City } => t.Address == null ? null : t.Address.City</c></summary>
    public Expression SafelyOf(Expression record)
    {
        var value = record;
        var tests = new List<Expression>();
        foreach (var property in Properties[..^1])
        {
            value = Part(value, property);
            if (!value.Type.IsValueType || Nullable.GetUnderlyingType(value.Type) is not null)
            {
                tests.Add(Expression.Equal(value, Expression.Constant(null, value.Type)));
            }
        }

        var found = Lifted(Part(value, Properties[^1]));
        return tests.AsEnumerable()
            .Reverse().Aggregate(found, (inner, test) => Expression.Condition(test, Expression.Default(found.Type), inner));
    }

    /// <summary>The value of the field in a record; null where it is not reached.</summary>
    public object? Read(object record) =>
        Properties.Aggregate((object?)record, (value, property) => value is null ? null : property.GetValue(value));

    /// <summary><c>{ place.x } => place.Value.X</c>, for a structure that may be null.</summary>
    private static MemberExpression Part(Expression value, PropertyInfo property) =>
        Expression.Property(Nullable.GetUnderlyingType(value.Type) is null
            ? value
            : Expression.Property(value, nameof(Nullable<>.Value)), property);

    /// <summary>What is behind a reference may be missing, whatever its type.</summary>
    private Expression Lifted(Expression value) =>
        Properties.Length > 1 && value.Type.IsValueType && Nullable.GetUnderlyingType(value.Type) is null
        ? Expression.Convert(value, typeof(Nullable<>).MakeGenericType(value.Type))
        : value;
}
