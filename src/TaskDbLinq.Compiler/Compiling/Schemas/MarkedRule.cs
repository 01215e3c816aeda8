using System.Linq.Expressions;
using System.Reflection;
using TaskDbLinq.Compiling.Building;
using TaskDbLinq.Compiling.Scalars;
using TaskDbLinq.Filters.Limits;
using TaskDbLinq.Problems;
using TaskDbLinq.Values;

namespace TaskDbLinq.Compiling.Schemas;

/// <summary>
/// The properties that are marked with <see cref="AllowQueryAttribute"/>: a path is allowed where each property on its way is open in its
/// own class. What is inside of a document is open with it.
/// </summary>
/// <param name="record">The type at which paths begin.</param>
internal sealed class MarkedRule(Type record) : FieldRule
{
    public override bool Allows(string path, QueryUses uses) => Walk(path, uses).IsAllowed;

    public override FieldRule OfElements(Type element) => new MarkedRule(element);

    public override string? Nearest(string path, QueryUses uses)
    {
        var (isAllowed, type, name) = Walk(path, uses);
        if (isAllowed)
        {
            return null;
        }

        var schema = RecordSchema.Of(type);
        return NearMiss.Find(
            name, schema.Names.Where(known => schema.Find(known) is { } property && Marks.Of(type).Allow(property, uses)));
    }

    /// <summary>Goes along a path, to the name that is not open.</summary>
    private (bool IsAllowed, Type Type, string Name) Walk(string path, QueryUses uses)
    {
        var type = record;
        foreach (var name in path.Split('.'))
        {
            type = Within(type);
            if (ScalarType.IsClosed(type) || typeof(DocumentValue).IsAssignableFrom(type) || JsonData.Is(type))
            {
                return (true, type, name);
            }

            if (DictionaryEntry.Of(Expression.Parameter(type)) is { } dictionary)
            {
                type = dictionary.Kind.GetGenericArguments()[1];
            }
            else if (RecordSchema.Of(type).Find(name) is { } property && Marks.Of(type).Allow(property, uses))
            {
                type = property.PropertyType;
            }
            else
            {
                return (false, type, name);
            }
        }

        return (true, type, string.Empty);
    }

    /// <summary>The type without null, and of a list that of its elements.</summary>
    private static Type Within(Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        return ScalarType.Of(type) is null && !typeof(DocumentValue).IsAssignableFrom(type) && !JsonData.Is(type)
            && DictionaryEntry.Of(Expression.Parameter(type)) is null && RecordScope.ElementType(type) is { } element
            ? Within(element)
            : type;
    }
}
