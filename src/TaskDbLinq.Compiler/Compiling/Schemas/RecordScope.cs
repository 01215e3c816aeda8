using System.Linq.Expressions;
using System.Reflection;
using TaskDbLinq.Compiling.Building;
using TaskDbLinq.Compiling.Scalars;
using TaskDbLinq.Compiling.Targets;
using TaskDbLinq.Filters.Ast;
using TaskDbLinq.Problems;
using TaskDbLinq.Values;

namespace TaskDbLinq.Compiling.Schemas;

/// <summary>A record (or a nested object, or a list's element) within which field paths are resolved to properties.</summary>
internal sealed class RecordScope(Expression record)
{
    /// <summary>What a path leads to; null, with the problem noted, when it leads nowhere.</summary>
    public FieldTarget? Resolve(FieldPath field, QueryPath at, PredicateBuilder builder) =>
        Resolve(guard: null, record, field, at, builder);

    private static FieldTarget? Resolve(Expression? guard, Expression owner, FieldPath rest, QueryPath at, PredicateBuilder builder)
    {
        // { place.x } => place.Value.X: the guard has tested it.
        owner = Nullable.GetUnderlyingType(owner.Type) is null ? owner : Expression.Property(owner, nameof(Nullable<>.Value));
        var schema = RecordSchema.Of(owner.Type);
        if (schema.Find(rest.First) is not { } property)
        {
            if (schema.Ambiguity(rest.First) is { } both)
            {
                builder.Fail(at, $"the name can mean {both}: write the one that is meant as it is");
                return null;
            }

            builder.FailUnknown(at, "field", rest.First, schema.Names);
            return null;
        }

        return Reach(guard, Expression.Property(owner, property), rest.From(1), at, builder);
    }

    /// <summary>Goes on from a value: an element of a list at its path's end, or a property.</summary>
    private static FieldTarget? Reach(
        Expression? guard, Expression value, FieldPath rest, QueryPath at, PredicateBuilder builder, bool isElement = false)
    {
        if (typeof(DocumentValue).IsAssignableFrom(value.Type))
        {
            return new DocumentTarget(Guards.OrNothing(guard, value), rest, isAnything: value.Type != typeof(Document));
        }

        if (JsonData.Is(value.Type))
        {
            return new DocumentTarget(Guards.OrNothing(guard, JsonData.Reading(value)), rest, isAnything: true);
        }

        if (rest.Length == 0 && OpaqueValueAttribute.Of(value.Type) is { } opaque)
        {
            return new OpaqueTarget(value, opaque.Description);
        }

        if (ScalarType.Of(value.Type) is { } scalar)
        {
            if (rest.Length == 0)
            {
                return new ScalarTarget(guard, value, scalar);
            }

            if (scalar.IsValueObject)
            {
                return Resolve(Guards.Extend(guard, value), value, rest, at, builder);
            }

            builder.Fail(at, $"the field holds {scalar.Description}, which has no field '{QueryProblem.Shown(rest.First)}'");
            return null;
        }

        if (DictionaryEntry.Of(value) is { } dictionary)
        {
            return rest.Length == 0
                ? new ObjectTarget(guard, value, "a dictionary")
                : Reach(Guards.And(Guards.Extend(guard, value), dictionary.Has(rest.First)), dictionary.Item(rest.First), rest.From(1),
                    at, builder);
        }

        if (ElementType(value.Type) is { } elementType)
        {
            return ReachElements(guard, value, elementType, rest, at, builder, isElement);
        }

        return rest.Length == 0
            ? new ObjectTarget(guard, value)
            : Resolve(Guards.Extend(guard, value), value, rest, at, builder);
    }

    private static ListTarget? ReachElements(
        Expression? guard, Expression list, Type elementType, FieldPath rest, QueryPath at, PredicateBuilder builder, bool isElement)
    {
        if (rest.Length > 0 && rest.IndexAt(0) >= 0)
        {
            builder.Fail(at, "an element of a typed list has no index in a filter: a store keeps no order of it");
            return null;
        }

        var element = Expression.Parameter(elementType, "e");
        return Reach(guard: null, element, rest, at, builder, isElement: true) is { } inner
            ? new ListTarget(guard, list, element, inner, isLeaf: rest.Length == 0, isElement)
            : null;
    }

    /// <summary>The type of a collection's elements; null for what is none.</summary>
    public static Type? ElementType(Type type) => type.IsArray
        ? type.GetElementType()
        : type.GetInterfaces().Append(type)
            .Where(candidate => candidate.IsGenericType && candidate.GetGenericTypeDefinition() == typeof(IEnumerable<>))
            .Select(candidate => candidate.GetGenericArguments()[0])
            .FirstOrDefault();
}
