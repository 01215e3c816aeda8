using System.Globalization;
using System.Numerics;
using MongoDB.Bson;
using TaskDbLinq.Values;

namespace TaskDbLinq.Differential.Tests.Groups;

/// <summary>Values as text that is the same for equal values, whatever the kinds of their numbers, and wherever they come from.</summary>
internal static class GroupText
{
    public static string Of(DocumentValue value) => value switch
    {
        { IsNull: true } => "null",
        DocumentInt number => Number((decimal)number.Value),
        DocumentDouble number => Number(number.Value),
        DocumentDecimal number => Number(number.Value),
        DocumentString text => Text(text.Value),
        DocumentBoolean flag => flag.Value ? "true" : "false",
        DocumentDate date => Time(date.Value),
        DocumentBinary binary => Convert.ToHexString(binary.Bytes.Span),
        DocumentArray array => $"[{string.Join(',', array.Select(Of))}]",
        Document document => $"{{{string.Join(',', document.Select(field => $"{Text(field.Key)}:{Of(field.Value)}"))}}}",
        _ => throw new InvalidOperationException($"No value of a task: {value}"),
    };

    public static string Of(BsonValue value) => value switch
    {
        BsonNull => "null",
        BsonInt32 number => Number((decimal)number.Value),
        BsonInt64 number => Number((decimal)number.Value),
        BsonDouble number => Number(number.Value),
        BsonDecimal128 number => Number(decimal.Parse(number.ToString()!, NumberStyles.Float, CultureInfo.InvariantCulture)),
        BsonString text => Text(text.Value),
        BsonBoolean flag => flag.Value ? "true" : "false",
        BsonDateTime date => Time(DateTime.UnixEpoch.AddMilliseconds(date.MillisecondsSinceEpoch)),
        BsonBinaryData binary => Convert.ToHexString(binary.Bytes),
        BsonArray array => $"[{string.Join(',', array.Select(Of))}]",
        BsonDocument document => $"{{{string.Join(',', document.Select(field => $"{Text(field.Name)}:{Of(field.Value)}"))}}}",
        _ => throw new InvalidOperationException($"No value of a task: {value}"),
    };

    private static string Number(decimal value)
    {
        var text = value.ToString("0.############################", CultureInfo.InvariantCulture);
        return text == "-0" ? "0" : text;
    }

    private static string Number(double value) => !double.IsFinite(value) ? value.ToString(CultureInfo.InvariantCulture)
        : Math.Truncate(value) == value ? new BigInteger(value).ToString(CultureInfo.InvariantCulture)
        : value.ToString("R", CultureInfo.InvariantCulture);

    private static string Text(string value) => $"'{value}'";

    private static string Time(DateTime value) => value.ToString("yyyy-MM-dd'T'HH:mm:ss.fff", CultureInfo.InvariantCulture);
}
