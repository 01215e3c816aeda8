using Microsoft.EntityFrameworkCore;
using TaskDbLinq.Filters;
using TaskDbLinq.PostgreSql.Tests.Fixture;

namespace TaskDbLinq.PostgreSql.Tests.Scalars;

/// <summary>
/// What PostgreSQL itself answers in another way than memory: kinds of timestamps, values between two microseconds, NaN, collations.
/// </summary>
public sealed class TimesAndNumbersTests(PostgresServer server)
{
    private static readonly DateTime Noon = new(2026, 11, 28, 12, 0, 0);

    private static readonly Row[] Rows =
    [
        new()
        {
            Id = 1,
            At = Utc(0),
            Plain = Noon,
            Day = Noon.Date,
            Span = TimeSpan.FromSeconds(1),
            Clock = new(12, 0),
            Number = 5,
            Small = 5,
            Text = "a",
            Caseless = "Ab",
            Folded = "Ab",
        },
        new()
        {
            Id = 2,
            At = Utc(10),
            Plain = Noon.AddTicks(10),
            NAt = Utc(10),
            Day = Noon.Date.AddDays(1),
            Span = TimeSpan.FromMicroseconds(-1),
            Clock = new(12, 0, 0, 0, 1),
            Number = double.NaN,
            NNumber = double.NaN,
            Small = float.NaN,
            NSmall = float.NaN,
            Text = "B",
            Caseless = "ab",
            Folded = "ab",
        },
        new()
        {
            Id = 3,
            At = DateTime.SpecifyKind(DateTime.MaxValue, DateTimeKind.Utc),
            Plain = DateTime.MaxValue,
            NAt = Utc(0),
            Day = Noon.Date,
            Span = TimeSpan.Zero,
            Clock = new(23, 59),
            Number = double.PositiveInfinity,
            NNumber = 5,
            Small = float.NegativeInfinity,
            Text = "\uFFFD",
            Caseless = "b",
            Folded = "b",
        },
        new()
        {
            Id = 4,
            At = DateTime.SpecifyKind(DateTime.MinValue, DateTimeKind.Utc),
            Plain = DateTime.MinValue,
            Day = DateTime.MinValue,
            Span = TimeSpan.FromDays(40),
            Clock = default,
            Number = -0.0,
            Small = 0.1f,
            Text = "\U0001F600",
            Caseless = "",
            Folded = "",
        },
    ];

    [Fact]
    public void Answers_are_those_of_memory()
    {
        using var context = RowContext.Of(server);
        string[] moments =
        [
            "2026-11-28T12:00:00Z", "2026-11-28T12:00:00.0000005Z", "2026-11-28T12:00:00.000001Z", "9999-12-31T23:59:59.9999999Z",
            "9999-12-31T23:59:59.9999995Z", "0001-01-01T00:00:00Z", "2026-11-28T00:00:00Z",
        ];
        foreach (var field in new[] { "at", "plain", "n_at", "day", "offset" })
        {
            Agree(context, field, moments.Select(moment => $$"""{"$date":"{{moment}}"}"""));
        }

        Agree(
            context, "span", ["\"00:00:01\"", "\"-00:00:00.0000005\"", "\"00:00:00.0000005\"", "\"-00:00:00.0000010\"", "\"40.00:00:00\""]);
        Agree(context, "clock", ["\"12:00\"", "\"12:00:00.0000005\"", "\"12:00:00.000001\"", "\"23:59:59.999999\""]);
        foreach (var field in new[] { "number", "n_number", "small", "n_small" })
        {
            Agree(context, field, ["5", "0", "0.1", "0.10000000149011612", """{"$numberDouble":"NaN"}""", """{"$numberDouble":"Infinity"}""", """{"$numberDouble":"-Infinity"}""", "9007199254740993"]);
        }

        foreach (var field in new[] { "text", "n_text", "caseless", "folded", "letter" })
        {
            Agree(context, field, ["\"a\"", "\"B\"", "\"Z\"", "\" \"", "\"\\t\"", "\"\uFFFD\""]);
        }

        Agree(context, "text", ["\"\U0001F600\"", "\"\""]);
        Agree(context, "caseless", ["\"ab\"", "\"AB\""]);
        Agree(context, "folded", ["\"ab\"", "\"AB\""]);
        Agree(
            context,
            "big",
            ["1", "{\"$numberDecimal\":\"18446744073709551615\"}", "{\"$numberDecimal\":\"9223372036854775808\"}", "-1", "1e30"]);
    }

    [Fact]
    public void A_column_is_compared_as_it_is_so_that_its_index_is_used()
    {
        using var context = RowContext.Of(server);
        Assert.Contains("\"At\" >= @Operand", Sql("""{"at":{"$gte":"2026-01-01T00:00:00Z"}}"""), StringComparison.Ordinal);
        Assert.Contains("\"Text\" = @Operand", Sql("""{"text":"a"}"""), StringComparison.Ordinal);
        Assert.Contains("\"Text\" = ANY (@Operand)", Sql("""{"text":{"$in":["a","b"]}}"""), StringComparison.Ordinal);
        Assert.Contains("\"Text\" COLLATE \"C\" > @Operand", Sql("""{"text":{"$gt":"a"}}"""), StringComparison.Ordinal);
        Assert.Contains("\"Folded\" COLLATE \"C\" = @Operand", Sql("""{"folded":"a"}"""), StringComparison.Ordinal);

        string Sql(string filter) => context.Rows.Where(Filter.ToExpression<Row>(filter)).ToQueryString();
    }

    [Fact]
    public void What_a_column_would_answer_in_another_way_is_refused_with_its_name_and_the_reason()
    {
        using var context = RowContext.Of(server);
        foreach (var (filter, reason) in new[]
        {
            ("""{"padded":"a"}""", "Padded: the column (character(4)) drops blanks at the end of a string"),
            ("""{"padded":{"$regex":"a"}}""", "Padded: the column (character(4)) drops blanks at the end of a string"),
            ("""{"converted":{"$gt":1}}""", "Converted: the column (character varying(64)) is written by a value converter, so that only equality has a meaning"),
            ("""{"clock":{"$gte":"23:59:59.9999995"}}""", "the time of day is finer than a microsecond"),
            ("""{"text":{"$regex":"(a)\\1"}}""", "text.$regex: a back reference at position 3 of the pattern can't be run by PostgreSQL"),
            ("""{"text":{"$regex":"(?>a)"}}""", "text.$regex: an atomic group at position 0 of the pattern can't be run by PostgreSQL"),
            ("""{"text":{"$regex":"a{300}"}}""", "text.$regex: a quantifier at position 1 of the pattern can't be run by PostgreSQL: it counts to 255 only"),
            ("""{"$or":[{"id":1},{"text":{"$regex":"\\R"}}]}""", "$or[1].text.$regex: \\R at position 0 of the pattern can't be run by PostgreSQL"),
        })
        {
            var query = context.Rows.Where(Filter.ToExpression<Row>(filter));
            Assert.Contains(reason, Assert.Throws<QueryException>(() => query.ToList()).Message, StringComparison.Ordinal);
        }

        Assert.Equal(1, context.Rows.Count(Filter.ToExpression<Row>("""{"converted":7}""")));
    }

    /// <summary>Each comparison, in a list, and the complement, on the rows as they come back from the store.</summary>
    private static void Agree(RowContext context, string field, IEnumerable<string> operands)
    {
        var stored = context.Rows.AsNoTracking().OrderBy(row => row.Id).ToList();
        foreach (var operand in operands)
        {
            foreach (var condition in Conditions(operand))
            {
                var filter = Filter.Parse($$"""{"{{field}}":{{condition}}}""");
                if (filter.Validate<Row>().Count > 0)
                {
                    continue;
                }

                var query = context.Rows.Where(filter.ToExpression<Row>());
                var expected = string.Join(' ', stored.Where(filter.ToPredicate<Row>()).Select(row => row.Id));
                Assert.True(
                    expected == string.Join(' ', query.Select(row => row.Id).ToList().Order()),
                    $"{filter}: {expected}\n{query.ToQueryString()}");
            }
        }
    }

    private static IEnumerable<string> Conditions(string operand) =>
    [
        .. new[] { "$eq", "$ne", "$gt", "$gte", "$lt", "$lte" }.Select(name => $"{{\"{name}\":{operand}}}"),
        $"{{\"$in\":[{operand},null]}}",
        $"{{\"$nin\":[{operand}]}}",
        $"{{\"$not\":{{\"$gt\":{operand}}}}}",
        $"{{\"$not\":{{\"$lt\":{operand}}}}}",
    ];

    private static DateTime Utc(int ticks) => DateTime.SpecifyKind(Noon.AddTicks(ticks), DateTimeKind.Utc);

    internal sealed class Row
    {
        public int Id { get; set; }

        public DateTime At { get; set; }

        public DateTime? NAt { get; set; }

        public DateTime Plain { get; set; }

        public DateTime Day { get; set; }

        public DateTimeOffset Offset { get; set; } = DateTimeOffset.UnixEpoch;

        public TimeSpan Span { get; set; }

        public TimeOnly Clock { get; set; }

        public double Number { get; set; }

        public double? NNumber { get; set; }

        public float Small { get; set; }

        public float? NSmall { get; set; }

        public string Text { get; set; } = string.Empty;

        public string? NText { get; set; }

        public string Caseless { get; set; } = string.Empty;

        public string Folded { get; set; } = string.Empty;

        public string Padded { get; set; } = "a";

        public int Converted { get; set; }

        public char Letter { get; set; } = ' ';

        public ulong Big { get; set; }
    }

    private sealed class RowContext(string connection) : DbContext
    {
        public DbSet<Row> Rows => Set<Row>();

        public static RowContext Of(PostgresServer server)
        {
            var context = new RowContext(server.CreateDatabase());
            context.Database.EnsureCreated();
            foreach (var row in Rows0())
            {
                context.Add(row);
            }

            context.SaveChanges();
            context.ChangeTracker.Clear();
            return context;
        }

        protected override void OnConfiguring(DbContextOptionsBuilder optionsBuilder) =>
            optionsBuilder.UseNpgsql(connection).UseMongoQueries();

        protected override void OnModelCreating(ModelBuilder modelBuilder)
        {
            modelBuilder.HasPostgresExtension("citext");
            modelBuilder.HasCollation("folded", locale: "und-u-ks-level2", provider: "icu", deterministic: false);
            var row = modelBuilder.Entity<Row>();
            row.Property(r => r.Id).ValueGeneratedNever();
            row.Property(r => r.Plain).HasColumnType("timestamp without time zone");
            row.Property(r => r.Day).HasColumnType("date");
            row.Property(r => r.Caseless).HasColumnType("citext");
            row.Property(r => r.Folded).UseCollation("folded");
            row.Property(r => r.Padded).HasColumnType("character(4)");
            row.Property(r => r.Converted).HasConversion<string>();
        }

        private static IEnumerable<Row> Rows0()
        {
            foreach (var (at, row) in TimesAndNumbersTests.Rows.Index())
            {
                row.Letter = " aA\t"[at];
                row.Big = new[] { 0ul, 1ul, 9223372036854775808ul, ulong.MaxValue }[at];
                row.Converted = at == 0 ? 7 : 0;
                row.NText = at == 0 ? null : row.Text;
                yield return row;
            }
        }
    }
}
