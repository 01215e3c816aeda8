using MongoDB.Bson;
using TaskDbLinq.Mongo.Layout;
using TaskDbLinq.MongoProtocol.Commands;
using TaskDbLinq.Wire.Documents;

namespace TaskDbLinq.Wire.Aggregation;

/// <summary>The operators of expressions on dates, in UTC; time zones are refused.</summary>
internal static class DateOperators
{
    /// <summary>A part of a date, such as its hour; of null and what is missing, null.</summary>
    public static Expression Part(string name, BsonValue operand)
    {
        var date = Expressions.Read(Argument(name, operand));
        return document => date(document) switch
        {
            null or BsonNull => BsonNull.Value,
            BsonDateTime moment =>
                Part(name, Milliseconds.ToMoment(moment.MillisecondsSinceEpoch)
                    ?? throw Codes.NotSupported("a date outside of the years 1 to 9999")),
            var other => throw Failures.Of(16006, $"can't convert from BSON type {Operators.NameOf(other)} to Date"),
        };
    }

    /// <summary>In UTC, to whole units; weeks and other steps are refused.</summary>
    public static Expression Truncation(BsonValue operand)
    {
        var arguments = new Arguments("$dateTrunc", operand as BsonDocument
            ?? throw Failures.Of(5439007, "$dateTrunc only supports an object as its argument"));
        var date = Expressions.Read(arguments.Value("date") ?? throw arguments.Missing("date"));
        var unit = arguments.RequiredText("unit");
        arguments.Refuse("timezone", "binSize", "startOfWeek");
        arguments.Complete();
        long step = unit switch
        {
            "millisecond" => 1,
            "second" => 1_000,
            "minute" => 60_000,
            "hour" => 3_600_000,
            "day" => 86_400_000,
            _ => throw Codes.NotSupported($"$dateTrunc to the {unit}"),
        };
        return document => date(document) switch
        {
            null or BsonNull => BsonNull.Value,
            BsonDateTime moment => new BsonDateTime((long)Math.Floor((decimal)moment.MillisecondsSinceEpoch / step) * step),
            var other =>
                throw Failures.Of(5439012, $"$dateTrunc requires 'date' to be convertible to a date, not {Operators.NameOf(other)}"),
        };
    }

    private static int Part(string name, DateTime moment) => name switch
    {
        "$year" => moment.Year,
        "$month" => moment.Month,
        "$dayOfMonth" => moment.Day,
        "$dayOfWeek" => (int)moment.DayOfWeek + 1,
        "$dayOfYear" => moment.DayOfYear,
        "$hour" => moment.Hour,
        "$minute" => moment.Minute,
        "$second" => moment.Second,
        _ => moment.Millisecond,
    };

    /// <summary>The date alone, as a list of one, or by its name.</summary>
    private static BsonValue Argument(string name, BsonValue operand)
    {
        if (operand is BsonDocument named && named.Contains("date"))
        {
            var arguments = new Arguments(name, named);
            var date = arguments.Value("date") ?? BsonNull.Value;
            arguments.Refuse("timezone");
            arguments.Complete();
            return date;
        }

        return operand is not BsonArray list ? operand
            : list.Count == 1 ? list[0]
            : throw Failures.Of(40536, $"{name} accepts exactly one argument if given an array, but was given {list.Count}");
    }
}
