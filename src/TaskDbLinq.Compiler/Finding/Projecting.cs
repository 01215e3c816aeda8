using System.Linq.Expressions;
using System.Reflection;
using System.Text.Json;
using TaskDbLinq.Compiling.Building;
using TaskDbLinq.Compiling.Scalars;
using TaskDbLinq.Compiling.Schemas;
using TaskDbLinq.Filters;

namespace TaskDbLinq.Finding;

/// <summary>
/// The fields of a record as a dictionary, so that a store reads no others. What is behind a reference is a dictionary of its own.
/// </summary>
internal static class Projecting
{
    private static readonly MethodInfo Add = typeof(Dictionary<string, object?>).GetMethod(nameof(Dictionary<,>.Add))!;

    /// <summary>Returns the fields that a question wants, in its order; where it names none, those that are allowed.</summary>
    public static IReadOnlyList<FoundField> FieldsOf(Type record, FindQuery query, FindOptions? options, List<QueryProblem> problems)
    {
        var named = query.Projection.Select(path => Readable(FoundField.Of(record, path, $"projection.{path}", problems), problems))
            .OfType<FoundField>().ToList();
        if (query.Projection.IsEmpty || query.Excludes)
        {
            var all = AllOf(record, (options ?? FindOptions.Default).Filter);
            return [.. all.Where(field => !named.Any(left => left.Properties.SequenceEqual(field.Properties)))];
        }

        return named;
    }

    /// <summary>
    /// <c>{ name, address.city } => new Dictionary { { "name", t.Name }, { "address", t.Address == null ? null : new Dictionary { { "city",
    /// t.Address.City } } } }</c>
    /// </summary>
    public static Expression Dictionary(Expression record, IEnumerable<FoundField> fields) => Dictionary(record, fields, 0);

    /// <summary>The same as a lambda.</summary>
    public static Expression<Func<T, Dictionary<string, object?>>> Lambda<T>(IEnumerable<FoundField> fields)
    {
        var record = Expression.Parameter(typeof(T), "t");
        return Expression.Lambda<Func<T, Dictionary<string, object?>>>(Dictionary(record, fields), record);
    }

    /// <summary>
    /// <c>{ name, address.city } => t => new Customer { Name = t.Name, Address = t.Address }</c>, for a store that makes no dictionaries:
    /// it still reads nothing else. The record itself, where its type can't be made of parts.
    /// </summary>
    public static Expression<Func<T, T>> Parts<T>(IEnumerable<FoundField> fields)
    {
        var record = Expression.Parameter(typeof(T), "t");
        var properties = fields.Select(field => field.Properties[0]).Distinct().ToList();
        var isMade = typeof(T).GetConstructor([]) is not null && properties.TrueForAll(property => property.CanWrite);
        var parts = properties.Select(property => Expression.Bind(property, Expression.Property(record, property)));
        return Expression.Lambda<Func<T, T>>(isMade ? Expression.MemberInit(Expression.New(typeof(T)), parts) : record, record);
    }

    private static ListInitExpression Dictionary(Expression owner, IEnumerable<FoundField> fields, int depth)
    {
        var entries = fields.GroupBy(field => field.Path.Split('.')[depth]).Select(group =>
        {
            var value = Expression.Property(owner, group.First().Properties[depth]);
            Expression shown = group.Any(field => field.Properties.Length == depth + 1)
                ? Expression.Convert(value, typeof(object))
                : Expression.Condition(
                    Expression.Equal(value, Expression.Constant(null, value.Type)),
                    Expression.Constant(null, typeof(object)),
                    Expression.Convert(Dictionary(value, group, depth + 1), typeof(object)));
            return Expression.ElementInit(Add, Expression.Constant(group.Key), shown);
        });
        return Expression.ListInit(Expression.New(typeof(Dictionary<string, object?>)), entries);
    }

    /// <summary>The scalars and the lists of scalars of a record, by their camelCase names; of a task by its own names.</summary>
    private static IEnumerable<FoundField> AllOf(Type record, FilterOptions options)
    {
        var schema = RecordSchema.Of(record);
        return from property in record.GetProperties(BindingFlags.Public | BindingFlags.Instance)
               where property.GetIndexParameters().Length == 0 && IsReadable(property.PropertyType)
               let name = schema is PropertySchema ? JsonNamingPolicy.CamelCase.ConvertName(property.Name) : schema.NameOf(property)
               where name is not null && IsAllowed(property, name, schema, options)
               select new FoundField(name, [property]);
    }

    /// <summary>Whether a field is allowed under one of the names that it has.</summary>
    private static bool IsAllowed(PropertyInfo property, string name, RecordSchema schema, FilterOptions options) =>
        options.Fields is null || new[] { name, property.Name, JsonNamingPolicy.SnakeCaseLower.ConvertName(property.Name) }
            .Any(spelled => schema.Find(spelled) == property && options.Allows(spelled, QueryUses.Projection));

    private static FoundField? Readable(FoundField? field, List<QueryProblem> problems)
    {
        if (field is null || IsReadable(field.Type))
        {
            return field;
        }

        problems.Add(
            new QueryProblem(
                $"projection.{field.Path}", "the field holds an object or a list of objects: name the fields in it that are wanted"));
        return null;
    }

    private static bool IsReadable(Type type) => ScalarType.Of(type) is not null || typeof(DocumentValue).IsAssignableFrom(type)
        || JsonData.Is(type)
        || (RecordScope.ElementType(type) is { } element && ScalarType.Of(element) is not null);
}
