using System.Diagnostics;
using System.Globalization;
using System.Text;
using TaskDbLinq.Filters;

namespace TaskDbLinq.Tests.Queries.Parsing;

/// <summary>
/// Random filters, valid, nearly valid and hostile, as dictionaries and as text: each is a query or a
/// <see cref="QueryException"/>, fast, and at a cost that its size bounds. A failure prints the seed that repeats it.
/// </summary>
public sealed class FuzzTests
{
    private const int Documents = 200_000;
    private const long MostBytes = 64L << 20;
    private static readonly TimeSpan MostTime = TimeSpan.FromSeconds(1);

    private static readonly string[] Names =
    [
        "$eq", "$ne", "$gt", "$gte", "$lt", "$lte", "$ge", "$le", "$in", "$nin", "$and", "$or", "$nor", "$not", "$exists", "$type", "$mod",
        "$all",
        "$size", "$elemMatch", "$regex", "$options", "$glob", "$comment", "$where", "$expr", "$foo", "$", "$date", "$numberLong", "$binary",
        "$uuid",
        "$regularExpression", "a", "b", "header.x", "header.0.y", "msg_id", "started", "", ".", "a..b", "a.", "'; drop table tasks; --",
        "../../etc", "a\0b",
        "\"[]$`", "\uD83D\uDE00", "\uD83D", "pattern", "options", "base64", "subType",
    ];

    private static readonly string[] Texts =
    [
        "", "a", "^a", "(", "[", "a{2}", "(?R)", "(?<=a+)", "\\", "[z-a]", "(a+)+$", "*", "[!x]", "2026-11-23", "2026-11-23T20:21:21Z",
        "double", "string", "i", "imsx", "q",
        "\uD83D\uDE00", "\uDE00", "\0", "9223372036854775808", "NaN", "AQ==", "01234567-89ab-cdef-0123-456789abcdef",
    ];

    [Fact]
    public void Every_filter_is_a_query_or_a_query_exception()
    {
        var seed = RandomCases.Seed;
        var random = new Random(seed);
        var (sound, refused) = (0, 0);
        for (var i = 0; i < Documents; i++)
        {
            var filter = Object(random, 0);
            var text = i % 2 == 0 ? null : Damaged(random, Text(filter));
            var (isSound, time, bytes) = Parsed(filter, text, seed, i);
            if (time >= MostTime)
            {
                // A stall of the machine is not the parser's: slow is what is slow twice.
                time = Parsed(filter, text, seed, i).Time;
            }

            Assert.True(time < MostTime && bytes < MostBytes, $"Seed {seed}, document {i}: {time}, {bytes} bytes\n{text ?? Text(filter)}");
            sound += isSound ? 1 : 0;
            refused += isSound ? 0 : 1;
        }

        // The generator must reach both sides, or the test shows nothing.
        Assert.True(sound > Documents / 50 && refused > Documents / 50, $"Seed {seed}: {sound} queries, {refused} refused.");
        TestContext.Current.SendDiagnosticMessage("Fuzz seed {0}: {1} queries, {2} refused.", seed, sound, refused);
    }

    private static (bool IsSound, TimeSpan Time, long Bytes) Parsed(Dictionary<string, object?> filter, string? text, int seed, int number)
    {
        var isSound = false;
        var before = GC.GetAllocatedBytesForCurrentThread();
        var watch = Stopwatch.StartNew();
        try
        {
            var query = text is null ? Filter.Parse(filter) : Filter.Parse(text);
            _ = (query.ToJson(), query.Shape);
            isSound = true;
        }
        catch (QueryException fault)
        {
            Assert.NotEmpty(fault.Problems);
        }
        catch (Exception fault)
        {
            Assert.Fail($"Seed {seed}, document {number}: {fault}\n{text ?? Text(filter)}");
        }

        return (isSound, watch.Elapsed, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static Dictionary<string, object?> Object(Random random, int depth)
    {
        var fields = new Dictionary<string, object?>();
        for (var count = random.Next(depth == 0 ? 1 : 0, 4); count > 0; count--)
        {
            var name = Names[random.Next(Names.Length)];
            fields[name] = random.Next(3) > 0 && depth < 5 ? Fitting(random, name, depth) : Value(random, depth + 1);
        }

        return fields;
    }

    /// <summary>An operand of the kind that the name wants, mostly.</summary>
    private static object? Fitting(Random random, string name, int depth) => name switch
    {
        "$and" or "$or" or "$nor" => Enumerable.Range(0, random.Next(3)).Select(_ => (object?)Object(random, depth + 1)).ToList(),
        "$in" or "$nin" or "$all" => Enumerable.Range(0, random.Next(4)).Select(_ => Value(random, depth + 2)).ToList(),
        "$mod" => new List<object?> { random.Next(-3, 4), random.Next(3) },
        "$not" or "$elemMatch" => Object(random, depth + 1),
        "$size" or "$exists" => random.Next(-1, 4),
        "$regex" or "$glob" or "$options" or "$type" or "$date" or "$numberLong" or "$uuid" => Texts[random.Next(Texts.Length)],
        _ when name.StartsWith('$') => Value(random, depth + 1),
        _ => random.Next(2) == 0 ? Value(random, depth + 1) : Object(random, depth + 1),
    };

    private static object? Value(Random random, int depth) => random.Next(depth > 4 ? 9 : 12) switch
    {
        0 => null,
        1 => random.Next(2) == 0,
        2 => random.Next(-5, 300),
        3 => random.NextInt64(),
        4 => random.NextDouble() * Math.Pow(10, random.Next(-320, 320)),
        5 => random.Next(3) switch { 0 => double.NaN, 1 => double.NegativeInfinity, _ => -0.0 },
        6 or 7 => Texts[random.Next(Texts.Length)],
        8 => new string((char)random.Next(0x20, 0xD7FF), random.Next(1, 60)),
        9 => Enumerable.Range(0, random.Next(4)).Select(_ => Value(random, depth + 1)).ToList(),
        _ => Object(random, depth + 1),
    };

    private static string Text(object? value) => value switch
    {
        null => "null",
        bool flag => flag ? "true" : "false",
        string text => Quoted(text),
        double number =>
            double.IsNaN(number) ? "NaN" : double.IsInfinity(number) ? "-Infinity" : number.ToString("R", CultureInfo.InvariantCulture),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        Dictionary<string, object?> fields => $"{{{string.Join(',', fields.Select(field => $"{Quoted(field.Key)}:{Text(field.Value)}"))}}}",
        IEnumerable<object?> items => $"[{string.Join(',', items.Select(Text))}]",
        _ => throw new InvalidOperationException($"No text for {value.GetType()}."),
    };

    private static string Quoted(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (var unit in text)
        {
            quoted.Append(unit is < ' ' or '"' or '\\' or >= '\uD800' and < '\uE000' ? $"\\u{(int)unit:X4}" : unit.ToString());
        }

        return quoted.Append('"').ToString();
    }

    /// <summary>Every other text loses, gains or repeats something.</summary>
    private static string Damaged(Random random, string text)
    {
        var at = random.Next(text.Length);
        return random.Next(8) switch
        {
            0 => text.Remove(at, 1),
            1 => text.Insert(at, "{}[],:\"\\$0"[random.Next(10)].ToString()),
            2 => text[..at],
            3 => text + text[at..],
            _ => text,
        };
    }
}
