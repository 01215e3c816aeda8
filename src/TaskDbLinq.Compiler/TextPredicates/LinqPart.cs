using System.Collections;
using System.Globalization;
using System.Text.Json;
using TaskDbLinq.Filters.Ast;
using TaskDbLinq.Filters.Parsing;
using TaskDbLinq.Problems;
using TaskDbLinq.Values;

namespace TaskDbLinq.TextPredicates;

/// <summary>A part of a predicate with its names resolved: a field with its type, a value, or a sign.</summary>
/// <param name="Token">The token it starts with.</param>
/// <param name="Text">How System.Linq.Dynamic.Core has it; null for a value, which it gets as an argument.</param>
/// <param name="Type">The type of a field.</param>
/// <param name="Value">The value.</param>
/// <param name="Takes">The type of the value that a method is called with, where the field says it.</param>
internal sealed record LinqPart(LinqToken Token, string? Text, Type? Type = null, object? Value = null, Type? Takes = null)
{
    private const int Depth = 32;

    public bool IsValue => Text is null;

    /// <summary>
    /// The value in the type of the field that it is compared with: a timestamp for a string, a document value in a dict field.
    /// </summary>
    public LinqPart For(Type type, List<QueryProblem> problems)
    {
        if (!IsValue || Value is null)
        {
            return this;
        }

        var (converted, reason) = Convert(Value, Nullable.GetUnderlyingType(type) ?? type);
        if (reason is not null)
        {
            problems.Add(LinqText.Problem(Token.Position, reason));
        }

        return this with { Value = converted };
    }

    /// <summary>The list as one of the field's own type.</summary>
    public LinqPart ForEach(Type type, List<QueryProblem> problems)
    {
        if (Value is string || Value is not IEnumerable items)
        {
            problems.Add(LinqText.Problem(Token.Position, "expected a list"));
            return this;
        }

        var element = typeof(DocumentValue).IsAssignableFrom(type) ? typeof(DocumentValue) : type;
        var list = (IList)Activator.CreateInstance(typeof(List<>).MakeGenericType(element))!;
        foreach (var item in items)
        {
            var converted = item is null ? null : (this with { Value = item }).For(type, problems).Value;
            if (converted is null
                ? element.IsValueType && Nullable.GetUnderlyingType(element) is null
                : !element.IsInstanceOfType(converted))
            {
                problems.Add(
                    LinqText.Problem(
                        Token.Position, $"{QueryProblem.Shown(item?.ToString() ?? "null")} in the list can't be a value of the field"));
                return this;
            }

            list.Add(converted);
        }

        return this with { Value = list };
    }

    private static (object? Value, string? Reason) Convert(object value, Type type)
    {
        if (typeof(DocumentValue).IsAssignableFrom(type))
        {
            var problems = new List<QueryProblem>();
            return (new ClrReader(problems, Depth, int.MaxValue - 1).Read(value, QueryPath.Root, 0), problems.FirstOrDefault()?.Reason);
        }

        if (value is string text)
        {
            return FromText(text, type);
        }

        return value is IConvertible && IsNumber(value.GetType()) && IsNumber(type) && value.GetType() != type
            ? Number(value, type)
            : (value, null);
    }

    private static (object? Value, string? Reason) FromText(string text, Type type)
    {
        if (type.IsEnum)
        {
            var name = Enum.GetNames(type).FirstOrDefault(name =>
                name == text || JsonNamingPolicy.CamelCase.ConvertName(name) == text
                    || JsonNamingPolicy.SnakeCaseLower.ConvertName(name) == text);
            return name is null ? (null, $"expected one of {string.Join(", ", Enum.GetNames(type))}") : (Enum.Parse(type, name), null);
        }

        if (type == typeof(Guid))
        {
            return Guid.TryParse(text, out var guid) ? (guid, null) : (null, "expected a UUID");
        }

        if (type == typeof(DateOnly))
        {
            return DateOnly.TryParseExact(text, "yyyy-MM-dd", out var day) ? (day, null) : (null, "expected a day such as \"2026-11-23\"");
        }

        if (IsNumber(type) || type == typeof(bool))
        {
            return (null, type == typeof(bool) ? "the field holds true or false, not a string" : "the field holds a number, not a string");
        }

        if (type != typeof(DateTime) && type != typeof(DateTimeOffset))
        {
            return (text, null);
        }

        return !Timestamps.TryParse(text, out var utc) ? (null, "the field holds a timestamp: expected an ISO 8601 string")
            : type == typeof(DateTime) ? (utc, null) : (new DateTimeOffset(utc), null);
    }

    /// <summary>A number that the field's type can't hold is a decimal, where there is one: comparing is done in the wider type.</summary>
    private static (object? Value, string? Reason) Number(object value, Type type)
    {
        if (!decimal.TryParse(
            System.Convert.ToString(value, CultureInfo.InvariantCulture), NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
        {
            return (value, null);
        }

        return type == typeof(decimal) || type == typeof(double) || type == typeof(float)
            || (decimal.Truncate(number) == number && Holds(type, number))
            ? (System.Convert.ChangeType(value, type, CultureInfo.InvariantCulture), null)
            : (type == typeof(ulong) ? number : value, null);
    }

    private static bool Holds(Type type, decimal number) => Type.GetTypeCode(type) switch
    {
        TypeCode.SByte => number is >= sbyte.MinValue and <= sbyte.MaxValue,
        TypeCode.Byte => number is >= byte.MinValue and <= byte.MaxValue,
        TypeCode.Int16 => number is >= short.MinValue and <= short.MaxValue,
        TypeCode.UInt16 => number is >= ushort.MinValue and <= ushort.MaxValue,
        TypeCode.Int32 => number is >= int.MinValue and <= int.MaxValue,
        TypeCode.UInt32 => number is >= uint.MinValue and <= uint.MaxValue,
        TypeCode.Int64 => number is >= long.MinValue and <= long.MaxValue,
        TypeCode.UInt64 => number is >= ulong.MinValue and <= ulong.MaxValue,
        _ => false,
    };

    private static bool IsNumber(Type type) => !type.IsEnum && Type.GetTypeCode(type) is >= TypeCode.SByte and <= TypeCode.Decimal;
}
