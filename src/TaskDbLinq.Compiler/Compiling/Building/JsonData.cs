using System.Collections;
using System.Linq.Expressions;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using TaskDbLinq.Filters.Parsing;
using TaskDbLinq.Problems;
using TaskDbLinq.Values;

namespace TaskDbLinq.Compiling.Building;

/// <summary>
/// Properties that hold JSON of any shape in types of .NET's own. A predicate reads one by a call, which memory runs and stores translate
/// to the column.
/// </summary>
internal static class JsonData
{
    private static readonly HashSet<Type> Types =
    [
        typeof(JsonDocument), typeof(JsonElement), typeof(JsonElement?), typeof(JsonNode), typeof(JsonObject), typeof(JsonArray),
        typeof(Dictionary<string, object>), typeof(IDictionary<string, object>), typeof(IReadOnlyDictionary<string, object>),
    ];

    private static readonly MethodInfo ReadMethod = typeof(JsonData).GetMethod(nameof(Read), BindingFlags.Public | BindingFlags.Static)!;

    /// <summary>Whether a type holds JSON of any shape.</summary>
    public static bool Is(Type type) => Types.Contains(type);

    /// <summary>Whether a method is <see cref="Read{T}"/>.</summary>
    public static bool IsRead(MethodInfo method) => method.IsGenericMethod && method.GetGenericMethodDefinition() == ReadMethod;

    /// <summary><c>{ value } => JsonData.Read(value)</c></summary>
    public static Expression Reading(Expression value) => Expression.Call(ReadMethod.MakeGenericMethod(value.Type), value);

    /// <summary>Reads a property's value; null and an undefined element are null.</summary>
    /// <exception cref="QueryException">A dictionary holds something that is no JSON.</exception>
    public static DocumentValue? Read<T>(T value) => value switch
    {
        JsonElement element => OfElement(element),
        JsonDocument document => OfElement(document.RootElement),
        JsonNode node => DocumentJson.ParseStored(node.ToJsonString()),
        IEnumerable dictionary => OfDictionary(dictionary),
        _ => null,
    };

    private static DocumentValue? OfElement(JsonElement element) =>
        element.ValueKind == JsonValueKind.Undefined ? null : DocumentJson.ParseStored(element.GetRawText());

    private static DocumentValue OfDictionary(IEnumerable dictionary)
    {
        var problems = new List<QueryProblem>();
        var value = new ClrReader(problems, DocumentJson.MaxDepth).ReadFilter(dictionary, QueryPath.Root);
        return problems.Count == 0 ? value : throw new QueryException(problems);
    }
}
