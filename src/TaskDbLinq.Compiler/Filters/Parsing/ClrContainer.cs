using System.Collections;
using System.Collections.Concurrent;
using System.Reflection;

namespace TaskDbLinq.Filters.Parsing;

/// <summary>
/// Tells what a collection of an unknown type is by the interfaces that it has: an object's fields, a list, or neither. Much that
/// can be enumerated is neither, such as a lookup, and taking it for a list would make a filter match what nobody asked for.
/// </summary>
internal sealed class ClrContainer
{
    /// <summary>Elements that belong together by a key.</summary>
    private static readonly Type[] Pairs = [typeof(KeyValuePair<,>), typeof(IGrouping<,>)];

    /// <summary>Lists of elements whose type is not known.</summary>
    private static readonly Type[] UntypedLists = [typeof(IList), typeof(Queue), typeof(Stack)];

    /// <summary>What was found for a type: its interfaces are looked at once.</summary>
    private static readonly ConcurrentDictionary<Type, ClrContainer> Known = new();

    private ClrContainer(Type type)
    {
        FieldsOf = InterfacesOf(type)
            .Where(
                contract =>
                    contract.GetGenericTypeDefinition() is var open
                        && (open == typeof(IReadOnlyDictionary<,>) || open == typeof(IDictionary<,>)))
            .Where(contract => contract.GetGenericArguments()[0] == typeof(string))
            .Select(contract => FieldsMethod.MakeGenericMethod(contract.GetGenericArguments()[1])
                .CreateDelegate<Func<IEnumerable, IEnumerable<KeyValuePair<string, object?>>>>())
            .FirstOrDefault();
        IsList = FieldsOf is null && IsListType(type);
    }

    /// <summary>Reads the fields of a dictionary whose keys are strings, whatever its values are; null for anything else.</summary>
    public Func<IEnumerable, IEnumerable<KeyValuePair<string, object?>>>? FieldsOf { get; }

    /// <summary>Whether a collection is a list: of one type of elements, one after the other.</summary>
    public bool IsList { get; }

    public static ClrContainer Of(Type type) => Known.GetOrAdd(type, static type => new ClrContainer(type));

    private static bool IsListType(Type type)
    {
        if (type.IsArray)
        {
            return type.IsSZArray;
        }

        var elements = InterfacesOf(type)
            .Where(contract => contract.GetGenericTypeDefinition() == typeof(IEnumerable<>))
            .Select(contract => contract.GetGenericArguments()[0])
            .ToList();
        return elements.Count == 0 ? Array.Exists(UntypedLists, list => list.IsAssignableFrom(type))
            : elements.TrueForAll(element => !IsPair(element))
                && (!elements.Exists(element => element.IsAssignableFrom(type) && element != typeof(object)) || IsJsonArray(type));
    }

    private static bool IsPair(Type element) =>
        element.IsGenericType
            && (Pairs.Contains(element.GetGenericTypeDefinition())
                || InterfacesOf(element).Any(contract => Pairs.Contains(contract.GetGenericTypeDefinition())));

    /// <summary>
    /// Json.NET's values are all lists of values to look at, and only the array is one; there is no reference to the library.
    /// </summary>
    private static bool IsJsonArray(Type type) => type.FullName == "Newtonsoft.Json.Linq.JArray";

    private static IEnumerable<Type> InterfacesOf(Type type) =>
        type.GetInterfaces().Append(type).Where(contract => contract is { IsInterface: true, IsGenericType: true });

    private static MethodInfo FieldsMethod { get; } =
        typeof(ClrContainer).GetMethod(nameof(Fields), BindingFlags.NonPublic | BindingFlags.Static)!;

    private static IEnumerable<KeyValuePair<string, object?>> Fields<T>(IEnumerable container) =>
        ((IEnumerable<KeyValuePair<string, T>>)container).Select(field => KeyValuePair.Create(field.Key, (object?)field.Value));
}
