using System.Collections.Frozen;
using System.Numerics;
using System.Text.Json;
using TaskDbLinq.Values;

namespace TaskDbLinq.Compiling.Scalars;

/// <summary>
/// An enum: by name (exact, camelCase or snake_case), by several names of one that is marked as flags (<c>"Read, Write"</c>), or by
/// number.
/// </summary>
internal sealed class EnumScalar<T> : StructScalar<T>
    where T : struct, Enum
{
    private static readonly bool IsFlags = typeof(T).IsDefined(typeof(FlagsAttribute), inherit: false);
    private static readonly FrozenDictionary<string, T> Known = ByName();
    private static readonly FrozenDictionary<BigInteger, T> Numbers = Enum.GetValues<T>().Distinct().ToFrozenDictionary(NumberOf);

    public override string Description => $"one of {string.Join(", ", Enum.GetNames<T>())}";

    public override IReadOnlyList<DocumentKind> Kinds { get; } = [DocumentKind.Int32];

    protected override bool IsOrdered => false;

    protected override string Expected => "one of these names";

    protected override bool TryRead(DocumentValue value, out T result)
    {
        result = default;
        return value switch
        {
            DocumentString text => Known.TryGetValue(text.Value, out result) || (IsFlags && TryCombine(text.Value, out result)),
            DocumentNumber { IsNaN: false } number when Exact.Floor(number) is (var whole, true) =>
                Numbers.TryGetValue(whole, out result) || (IsFlags && TryFlags(whole, out result)),
            _ => false,
        };
    }

    private static bool TryCombine(string text, out T result)
    {
        BigInteger bits = 0;
        foreach (var name in text.Split(',', StringSplitOptions.TrimEntries))
        {
            if (!Known.TryGetValue(name, out var flag))
            {
                result = default;
                return false;
            }

            bits |= NumberOf(flag);
        }

        return TryFlags(bits, out result);
    }

    private static bool TryFlags(BigInteger bits, out T result)
    {
        var fits = Enum.GetUnderlyingType(typeof(T)) == typeof(ulong)
            ? bits >= 0 && bits <= ulong.MaxValue
            : bits >= long.MinValue && bits <= long.MaxValue;
        result = !fits ? default : (T)(bits > long.MaxValue ? Enum.ToObject(typeof(T), (ulong)bits) : Enum.ToObject(typeof(T), (long)bits));
        return fits && NumberOf(result) == bits;
    }

    private static BigInteger NumberOf(T value) => BigInteger.Parse(value.ToString("D"), System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Each name of a value counts; names that are made of another's case come after it.</summary>
    private static FrozenDictionary<string, T> ByName()
    {
        var names = Enum.GetNames<T>().ToDictionary(name => name, Enum.Parse<T>, StringComparer.Ordinal);
        foreach (var (name, value) in names.ToArray())
        {
            names.TryAdd(JsonNamingPolicy.CamelCase.ConvertName(name), value);
            names.TryAdd(JsonNamingPolicy.SnakeCaseLower.ConvertName(name), value);
        }

        return names.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
