using Npgsql;
using TaskDbLinq.Filters;
using TaskDbLinq.Filters.Patterns;
using TaskDbLinq.PostgreSql.Dialect;
using TaskDbLinq.PostgreSql.Tests.Fixture;
using TaskDbLinq.PostgreSql.Translation;
using TaskDbLinq.Tests;

namespace TaskDbLinq.PostgreSql.Tests.Patterns;

/// <summary>
/// PostgreSQL finds a translated pattern in the strings in which memory finds it, construct by construct, and composed at random.
/// </summary>
public sealed class PatternTests(PostgresServer server)
{
    private const int Cases = 200;

    private static readonly string[] Texts =
    [
        "", "a", "A", "b", "ab", "ba", "aab", "abc", "aXb", "a b", "a\nb", "a\n", "\n", "\na", "a\r\nb", "a\u2028b", "_", "a_b", "a-b", "5",
        "a5", "é", "É", "aé", "\u00DF", "ss", "\u1E9E",
        "K", "\u212A", "k", "\u017F", "s", "Σ", "ς", "\U0001F600", "a\U0001F600b", "\U0001F600\U0001F600", "\U00010400", "\U00010428", "[",
        "]", "\\", "^", "$", ".", "*", "(", "{2}", "a{2}", "aa", "aaa",
        "\t", "\u00A0", "\u0001", "\u007F", "foo bar", "foo\nbar\n", "foo\n\nbar", new string('a', 300), "x.y", "a|b", "\uFFFD", "\uE000",
        "\uD7FF",
    ];

    private static readonly string[] Patterns =
    [
        "", "a", "^a", "a$", "^a$", "^$", "$", "^", "a|b", "a|", "|a", "()", "(a|b)c?", "(?:ab)+", "a*", "a+", "a?", "^a{2}$", "^a{2,}$",
        "^a{1,2}$", "^a{0}$", "^a{0,255}$", "a*?b", "a+?$", "^a??$",
        ".", "^.$", "^..$", "a.b", "(?s)a.b", "(?m)^b", "(?m)a$", "(?m)^$", "(?m)^bar$", "\\Aa", "a\\z", "a\\Z", "\\n$", "\\b", "\\B",
        "\\bb", "a\\b", "\\Bb", "a\\B", "^\\B$", "\\B.\\B",
        "\\d", "\\D", "\\w", "\\W", "\\s", "\\S", "\\h", "\\H", "\\v", "\\V", "\\N", "[ab]", "[^ab]", "[^a]", "[a-c]", "[^\\n]", "[]]",
        "[^]]", "[\\]\\\\]", "[[:alpha:]]", "[[:^alpha:]]", "[[:punct:]]", "[\\d\\s]",
        "\\p{L}", "\\P{L}", "^\\p{Lu}+$", "\\p{So}", "\\x{1F600}", "\\x41", "\\t", "\\.", "\\$", "\\^", "\\[", "\\\\", "\\(", "\\{2\\}",
        "a{", "a{,", "\\Qa.b\\E", "\\Q[\\E", "x\\.y", "(?i)a", "(?i)k", "(?i)ß", "(?i)s", "(?i)σ", "(?i)é", "(?i)\\x{10400}",
        "(?i)[a-c]", "(?i)[^a]", "(?i:a)b", "(?x) a b # c", "(?=a)", "(?!a)", "^(?!a)", "^(?=.*b)a", "(?<=a)b", "(?<!a)b", "(?<=a|b)c",
        "(?=a)*b", "(?:(?=a)a)+", "(?=(?!b)a)", "(?<=(?<!a)a)b", "^(?:a|ab)(?:c|bcd)?$", "(a)(b)", "(?<n>a)b", "(?P<n>a)",
        "\\x00", "[\\x00-\\x02]", "[^\\x00]", "[\\x00]", "[^\\x01-\\x{10FFFF}]", "^[\\x{10000}-\\x{10FFFF}]$", "[\\x{D7FF}-\\x{E000}]",
        "^(?:(?:a?)*b?)*$", "(?:){3}a", "(?:a|b)*c", "\\/", "-", "[a-]", "[-a]", "é|É", "[😀-😂]", "^[^😀]*$", "(?:^)*a", "(?:$)?",
        "^(?m:^)a", "(a*)*$", "(a*)+b",
    ];

    [Fact]
    public void Each_construct_finds_the_same()
    {
        using var engine = new Engine(server);
        Assert.All(Patterns, pattern => engine.Agree(pattern, string.Empty));
        Assert.All(
            ["a", "^b", "a.b", "[a-c]$", "é", "\\bfoo", "(?-i)A", "σ", "\\p{L}", "[[:upper:]]"], pattern => engine.Agree(pattern, "i"));
        Assert.All(["^b", "a$", "^$", "^bar$", "\\Aa"], pattern => engine.Agree(pattern, "m"));
        Assert.All(["a.b", "^..$"], pattern => engine.Agree(pattern, "s"));
    }

    [Fact]
    public void Constructs_composed_at_random_find_the_same()
    {
        using var engine = new Engine(server);
        RandomCases.Run(
            Cases, seed => engine.Agree(Compose(new Random(seed), depth: 3), new Random(seed).Next(3) == 0 ? "im" : string.Empty));
    }

    [Theory]
    [InlineData("(a)\\1", "a back reference at position 3")]
    [InlineData("(?<n>a)\\k<n>", "a back reference at position 7")]
    [InlineData("(?>a)b", "an atomic group at position 0")]
    [InlineData("a++b", "a possessive quantifier at position 1")]
    [InlineData("\\R", "\\R at position 0")]
    [InlineData("a{256}", "a quantifier at position 1")]
    public void What_PostgreSQL_would_answer_in_another_way_is_refused_by_name(string pattern, string construct)
    {
        var read = Pattern.TryCreate(pattern, string.Empty, TimeSpan.FromSeconds(1), out _)!;
        Assert.Null(read.In(PostgreSqlDialect.Instance, out var reason));
        Assert.StartsWith($"{construct} of the pattern can't be run by PostgreSQL: ", reason, StringComparison.Ordinal);
    }

    private static string Compose(Random random, int depth)
    {
        string Part() => Compose(random, depth - 1);
        string One(params ReadOnlySpan<string> choices) => choices[random.Next(choices.Length)];
        return depth == 0
            ? One("a", "b", "\\n", "^", "$", ".", "[ab]", "[^a]", "\\w", "\\W", "\\b", "\\B", "é", "😀", "c", " ")
            : random.Next(7) switch
            {
                0 or 1 => Part() + Part(),
                2 => $"(?:{Part()}|{Part()})",
                3 => $"(?:{Part()}){One("*", "+", "?", "{2}", "{1,2}", "*?", "+?")}",
                4 => $"{One("(?=", "(?!")}{Part()})",
                5 => $"{One("(?<=", "(?<!")}{One("a", "b", "\\n", "ab", "[^a]", "a|b")})",
                _ => $"({Part()})",
            };
    }

    /// <summary>A connection that asks for a pattern in all texts at once.</summary>
    private sealed class Engine : IDisposable
    {
        private readonly NpgsqlConnection _connection;

        public Engine(PostgresServer server)
        {
            _connection = new NpgsqlConnection(server.CreateDatabase());
            _connection.Open();
        }

        public void Agree(string text, string options)
        {
            var pattern = Pattern.TryCreate(text, options, TimeSpan.FromSeconds(10), out var fault)
                ?? throw new InvalidOperationException($"{text}: {fault}");
            var own = pattern.In(PostgreSqlDialect.Instance, out fault) ?? throw new InvalidOperationException($"{text}: {fault}");
            using var command = new NpgsqlCommand(
                "SELECT t COLLATE \"C\" ~ @p FROM unnest(@t) WITH ORDINALITY AS u (t, n) ORDER BY n", _connection)
            {
                Parameters = { new("p", own), new("t", Texts) },
            };
            using var reader = command.ExecuteReader();
            foreach (var subject in Texts)
            {
                Assert.True(reader.Read());
                Assert.True(
                    pattern.IsMatch(subject) == reader.GetBoolean(0),
                    $"{options}/{text} as {own} in \"{subject}\": memory {pattern.IsMatch(subject)}");
            }
        }

        public void Dispose() => _connection.Dispose();
    }
}
