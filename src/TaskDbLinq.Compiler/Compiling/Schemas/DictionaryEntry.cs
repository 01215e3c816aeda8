using System.Linq.Expressions;

namespace TaskDbLinq.Compiling.Schemas;

/// <summary>A dictionary with names as its keys, which are fields to a filter.</summary>
/// <param name="Value">The dictionary.</param>
/// <param name="Kind">The interface that it is asked by.</param>
internal sealed record DictionaryEntry(Expression Value, Type Kind)
{
    /// <summary>Returns how to ask a dictionary; null for a value that is none.</summary>
    public static DictionaryEntry? Of(Expression value) => value.Type.GetInterfaces().Append(value.Type)
        .Where(type => type.IsGenericType && type.GetGenericArguments()[0] == typeof(string)
            && (type.GetGenericTypeDefinition() == typeof(IDictionary<,>)
                || type.GetGenericTypeDefinition() == typeof(IReadOnlyDictionary<,>)))
        .Select(kind => new DictionaryEntry(value, kind))
        .FirstOrDefault();

    /// <summary><c>{ a.name } => a.ContainsKey("name")</c></summary>
    public Expression Has(string name) =>
        Expression.Call(Converted, Kind.GetMethod(nameof(IDictionary<,>.ContainsKey))!, Expression.Constant(name));

    /// <summary><c>{ a.name } => a["name"]</c></summary>
    public Expression Item(string name) => Expression.Property(Converted, Kind.GetProperty("Item")!, Expression.Constant(name));

    private Expression Converted => Value.Type == Kind ? Value : Expression.Convert(Value, Kind);
}
