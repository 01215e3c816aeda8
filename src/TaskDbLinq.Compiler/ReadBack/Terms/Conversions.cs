using System.Reflection;

namespace TaskDbLinq.ReadBack.Terms;

/// <summary>Conversions that C# puts around a field to compare it in a wider type.</summary>
internal static class Conversions
{
    /// <summary>Doubles hold every integer up to here, floats up to 2^24.</summary>
    private const double ExactInDouble = 9007199254740992.0;
    private const double ExactInFloat = 16777216.0;

    /// <summary>Whether the conversion is one between numbers that is a method, as decimal's are.</summary>
    public static bool IsNumeric(MethodInfo method) =>
        method.DeclaringType == typeof(decimal) && method.Name is "op_Implicit" or "op_Explicit";

    /// <summary>Whether comparing in the wider type gives the answer that comparing exactly gives.</summary>
    public static bool IsExact(Type from, Type to, object value)
    {
        if (from == to || to == typeof(object))
        {
            return from == to || value.GetType() == from;
        }

        if (from.IsEnum)
        {
            return to == Enum.GetUnderlyingType(from) || IsExact(Enum.GetUnderlyingType(from), to, value);
        }

        return (Rank(from), to) switch
        {
            ( > 0, _) when to == typeof(decimal) => true,
            ( > 0, _) when Rank(to) > 0 => Fits(from, to),
            ( > 0, _) when to == typeof(double) => Rank(from) <= 32 || IsBelow(value, ExactInDouble),
            ( > 0, _) when to == typeof(float) => Rank(from) <= 16 || IsBelow(value, ExactInFloat),
            _ => from == typeof(float) && to == typeof(double),
        };
    }

    private static bool IsBelow(object value, double limit) =>
        Convert.ToDouble(value, System.Globalization.CultureInfo.InvariantCulture) is var number
            && (Math.Abs(number) < limit || double.IsInfinity(number));

    private static bool Fits(Type from, Type to) =>
        IsUnsigned(from) ? Rank(from) < Rank(to) || (Rank(from) == Rank(to) && IsUnsigned(to)) : Rank(from) <= Rank(to) && !IsUnsigned(to);

    private static bool IsUnsigned(Type type) =>
        Type.GetTypeCode(type) is TypeCode.Byte or TypeCode.UInt16 or TypeCode.UInt32 or TypeCode.UInt64;

    /// <summary>The width in bits; zero for what is no whole number.</summary>
    private static int Rank(Type type) => type.IsEnum ? 0 : Type.GetTypeCode(type) switch
    {
        TypeCode.SByte or TypeCode.Byte => 8,
        TypeCode.Int16 or TypeCode.UInt16 => 16,
        TypeCode.Int32 or TypeCode.UInt32 => 32,
        TypeCode.Int64 or TypeCode.UInt64 => 64,
        _ => 0,
    };
}
