using TaskDbLinq.Filters;

namespace TaskDbLinq.Tests.Queries;

/// <summary>Whatever the text, the answer is a query or a query exception; a failure prints the seed of its case.</summary>
public class LinqTextFuzzTests
{
    private const int Cases = 20_000;

    private static readonly string[] Pieces =
    [
        "completed", "engine_uuid", "header", "tags", "orders", "Stdout", "it", "o", "=>", "==", "!=", "<", ">=", "and", "or", "not", "in",
        "null", "true",
        "(", ")", "[", "]", ".", ",", "\"a\"", "'b", "@0", "@1", "@9", "1", "-2.5", "1e999", "99999999999999999999", "Any(", "Contains(",
        "StartsWith('x')",
        "Count", "HasValue", "Value", "?", ":", "%", "+", "!", "\\", "\u0000", "'2026-11-23T00:00:00Z'", "new", "typeof", "name", "total",
        "priority", "address.city",
    ];

    [Fact]
    public void Random_pieces() => RandomCases.Run(
        Cases,
        seed =>
        {
            var random = new Random(seed);
            var text = string.Join(
                random.Next(4) == 0 ? string.Empty : " ",
                Enumerable.Range(0, random.Next(1, 14)).Select(_ => Pieces[random.Next(Pieces.Length)]));
            Check<TaskRecord>(text);
            Check<Customer>(text);
        });

    /// <summary>Small changes of sound texts get further than random ones.</summary>
    [Fact]
    public void Sound_texts_with_a_change() => RandomCases.Run(
        Cases,
        seed =>
        {
            var random = new Random(seed);
            var words =
                ("orders.Any( o => o.total > 5 and o.note == null ) or tags.Contains( 'x' ) "
                    + "and ( address.city in ( 'a' , @0 ) or priority ?? 3 == @1 )").Split(' ');
            for (var i = random.Next(1, 4); i > 0; i--)
            {
                words[random.Next(words.Length)] = Pieces[random.Next(Pieces.Length)];
            }

            Check<Customer>(string.Join(' ', words));
        });

    private static void Check<T>(string text)
    {
        try
        {
            Filter.FromText<T>(text, "value", 7);
        }
        catch (QueryException fault)
        {
            Assert.NotEmpty(fault.Problems);
        }
    }
}
