using TaskDbLinq.Values;

namespace TaskDbLinq.Sqlite.Tests.AnyRecordType;

/// <summary>Values at the edges of every scalar type, as rows and as operands.</summary>
internal static class ScalarEdges
{
    private const int Count = 12;

    /// <summary>The values of each property, by its name; the nullable one has null as well.</summary>
    public static IReadOnlyDictionary<string, object[]> Values { get; } = new Dictionary<string, object[]>
    {
        ["Byte"] = [(byte)0, (byte)1, (byte)5, (byte)127, (byte)128, byte.MaxValue],
        ["SByte"] = [sbyte.MinValue, (sbyte)-1, (sbyte)0, (sbyte)1, (sbyte)5, sbyte.MaxValue],
        ["Short"] = [short.MinValue, (short)-1, (short)0, (short)1, (short)5, short.MaxValue],
        ["UShort"] = [(ushort)0, (ushort)1, (ushort)5, (ushort)32768, ushort.MaxValue],
        ["Int"] = [int.MinValue, -1, 0, 1, 5, int.MaxValue],
        ["UInt"] = [0u, 1u, 5u, 2147483648u, 4294967291u, uint.MaxValue],
        ["Long"] = [long.MinValue, -1L, 0L, 1L, 5L, 9007199254740993L, long.MaxValue],
        ["ULong"] = [0ul, 1ul, 5ul, 9223372036854775807ul, 9223372036854775808ul, ulong.MaxValue],
        ["Float"] = [float.MinValue, -1f, 0f, float.Epsilon, 0.1f, 5f, 16777216f, float.MaxValue, float.PositiveInfinity],
        ["Double"] =
        [
            double.MinValue, -1.0, 0.0, double.Epsilon, 0.1, 5.0, Math.Pow(2, -25), 9007199254740992.0, double.MaxValue,
            double.NegativeInfinity,
        ],
        ["Decimal"] = [decimal.MinValue, -1m, 0m, 0.0000000000000000000000000001m, 9.99m, 5m, 9007199254740993m, decimal.MaxValue],
        ["Bool"] = [false, true],
        ["Char"] = ['\u0001', 'A', 'a', 'é', '\uFFFD'],
        ["String"] = ["", "A", "a", "é", "\uFFFD", "\U0001F600", "aa"],
        ["DateTime"] =
            [DateTime.MinValue, new DateTime(1970, 1, 1), new DateTime(2026, 11, 23, 20, 21, 21, 123).AddTicks(4567), DateTime.MaxValue],
        ["DateTimeOffset"] =
        [
            DateTimeOffset.UnixEpoch, new DateTimeOffset(2026, 11, 23, 20, 0, 0, TimeSpan.Zero),
            new DateTimeOffset(2026, 11, 23, 21, 0, 0, TimeSpan.FromHours(1)),
            new DateTimeOffset(2026, 11, 23, 19, 30, 0, TimeSpan.FromHours(-1)), DateTimeOffset.MaxValue,
        ],
        ["DateOnly"] = [DateOnly.MinValue, new DateOnly(2026, 11, 23), DateOnly.MaxValue],
        ["TimeSpan"] =
            [TimeSpan.MinValue, TimeSpan.FromSeconds(-1), TimeSpan.Zero, TimeSpan.FromTicks(1), TimeSpan.FromHours(30), TimeSpan.MaxValue],
        ["TimeOnly"] = [TimeOnly.MinValue, new TimeOnly(10, 30), new TimeOnly(10, 30, 0, 500), TimeOnly.MaxValue],
        ["Guid"] = [Guid.Empty, new Guid("01234567-89ab-cdef-0123-456789abcdef"), new Guid("ffffffff-ffff-ffff-ffff-ffffffffffff")],
        ["Bytes"] = [Array.Empty<byte>(), new byte[] { 1, 2 }, new byte[] { 255 }],
        ["Tiny"] = [Tiny.Low, Tiny.None, Tiny.High],
        ["Huge"] = [Huge.None, Huge.Read, Huge.Read | Huge.Write, Huge.Top, Huge.Top | Huge.Read],
        ["Named"] = [Huge.None, Huge.Read, Huge.Read | Huge.Write, Huge.Top],
    };

    /// <summary>Numbers that are operands of every numeric property.</summary>
    public static object[] Numbers { get; } =
    [
        0, 1, -1, 5, 300, -300, 70000, 2147483648L, 4294967296L, -4294967296L, long.MinValue, long.MaxValue, 9007199254740993L,
        ulong.MaxValue, 2.5, -0.5, 5.0, 0.1, 1e19, 1e30, -1e30,
        1e300, double.PositiveInfinity, double.NegativeInfinity, double.NaN, 5m, 2.5m, 9.99m, 0.1m, 18446744073709551614m, decimal.MaxValue,
        decimal.MinValue,
        Math.Pow(2, -25), double.Epsilon,
    ];

    public static IReadOnlyList<Scalars> Rows { get; } = [.. Enumerable.Range(0, Count).Select(Row)];

    public static bool IsNumber(string property) => property is
        "Byte" or "SByte" or "Short" or "UShort" or "Int" or "UInt" or "Long" or "ULong" or "Float" or "Double" or "Decimal";

    /// <summary>What a filter on a dict field would find in its place; null where a filter sees another type there.</summary>
    public static DocumentValue? InDict(object? value) => value switch
    {
        null => DocumentValue.Null,
        byte or sbyte or short or ushort or int or uint => Convert.ToInt64(value, null),
        long number => number,
        ulong number => (decimal)number,
        float number => (double)number,
        double number => number,
        decimal number => number,
        bool flag => flag,
        char letter => letter.ToString(),
        string text => text,
        DateTime moment => new DocumentDate(moment),
        DateTimeOffset moment => new DocumentDate(moment.UtcDateTime),
        DateOnly day => new DocumentDate(day.ToDateTime(TimeOnly.MinValue)),
        Guid guid => guid,
        byte[] bytes => new DocumentBinary(bytes, 0),
        _ => null,
    };

    private static Scalars Row(int at)
    {
        var row = new Scalars { Key = at };
        foreach (var (name, values) in Values)
        {
            typeof(Scalars).GetProperty(name)!.SetValue(row, values[at % values.Length]);
            typeof(Scalars).GetProperty($"N{name}")!.SetValue(
                row, at % (values.Length + 1) < values.Length ? values[at % (values.Length + 1)] : null);
        }

        return row;
    }
}
