using System.Collections;
using System.Globalization;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Text;

namespace TaskDbLinq.Filters.Parsing;

/// <summary>Values of types that have one clear meaning in a filter, though BSON has no type for them.</summary>
internal static class ClrScalars
{
    /// <summary>Turns a value into one of a type that filters know.</summary>
    /// <returns>False when there is no such value.</returns>
    public static bool TryRead(object value, out object? scalar)
    {
        scalar = value switch
        {
            Half number => (double)number,
            nint number => (long)number,
            nuint number => (ulong)number,
            Int128 number => Whole(number),
            UInt128 number => Whole(number),
            BigInteger number => Whole(number),
            TimeSpan time => time.ToString("c", CultureInfo.InvariantCulture),
            TimeOnly time => time.ToString("HH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture),
            Rune letter => letter.ToString(),
            StringBuilder text => text.ToString(),
            ReadOnlyMemory<char> text => text.ToString(),
            Memory<char> text => text.ToString(),
            Uri address => address.OriginalString,
            ReadOnlyMemory<byte> bytes => bytes.ToArray(),
            Memory<byte> bytes => bytes.ToArray(),
            ITuple tuple => Items(tuple),
            _ when IsJsonValue(value) => value.GetType().GetProperty("Value")!.GetValue(value),
            _ => null,
        };
        return scalar is not null || value is DBNull || IsJsonValue(value);
    }

    /// <summary>A value of Json.NET's, read without a reference to the library.</summary>
    private static bool IsJsonValue(object value) => value.GetType().FullName == "Newtonsoft.Json.Linq.JValue";

    /// <summary>A whole number of any size; one that no number of a filter can be is no value at all.</summary>
    private static object? Whole(BigInteger number) =>
        number >= long.MinValue && number <= long.MaxValue ? (long)number
        : number >= (BigInteger)decimal.MinValue && number <= (BigInteger)decimal.MaxValue ? (decimal)number
        : null;

    private static ArrayList Items(ITuple tuple)
    {
        var items = new ArrayList(tuple.Length);
        for (var i = 0; i < tuple.Length; i++)
        {
            items.Add(tuple[i]);
        }

        return items;
    }
}
