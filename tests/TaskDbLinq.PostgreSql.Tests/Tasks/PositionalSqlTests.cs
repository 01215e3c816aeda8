using TaskDbLinq.PostgreSql.Tasks.Reading;

namespace TaskDbLinq.PostgreSql.Tests.Tasks;

/// <summary>Places instead of names, and only where a parameter is.</summary>
public sealed class PositionalSqlTests
{
    [Theory]
    [InlineData("WHERE t.a = @x", "WHERE t.a = $1")]
    [InlineData("WHERE t.a = @x AND (t.b <> @x0 OR t.c = @x)", "WHERE t.a = $1 AND (t.b <> $2 OR t.c = $1)")]
    [InlineData("LIMIT @p OFFSET @x0", "LIMIT $3 OFFSET $2")]
    [InlineData("WHERE t.a = ANY (@x) AND t.b @> @x0::jsonb", "WHERE t.a = ANY ($1) AND t.b @> $2::jsonb")]
    [InlineData("WHERE f(t.a, '@x') = @x", "WHERE f(t.a, '@x') = $1")]
    [InlineData("WHERE f(t.a, 'it''s @x') = @x", "WHERE f(t.a, 'it''s @x') = $1")]
    [InlineData("""WHERE f(t.a, 'a\') = @x""", """WHERE f(t.a, 'a\') = $1""")]
    [InlineData("""WHERE f(t.a, E'it\'s @x') = @x""", """WHERE f(t.a, E'it\'s @x') = $1""")]
    [InlineData("""WHERE t."@x" = @x AND t."a""@x" = @x0""", """WHERE t."@x" = $1 AND t."a""@x" = $2""")]
    [InlineData("WHERE f(t.a, 'one\n@x') = @x\nORDER BY @y", "WHERE f(t.a, 'one\n@x') = $1\nORDER BY @y")]
    public void Names_of_parameters_become_their_places(string sql, string expected) =>
        Assert.Equal(expected, PositionalSql.Of(sql, ["@x", "@x0", "@p"]));
}
