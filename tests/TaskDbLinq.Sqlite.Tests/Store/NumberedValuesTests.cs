using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using TaskDbLinq.Filters.Patterns;
using TaskDbLinq.Sqlite.Functions;

namespace TaskDbLinq.Sqlite.Tests.Store;

/// <summary>The numbers by which SQLite's functions find conditions and patterns.</summary>
public class NumberedValuesTests
{
    [Fact]
    public void A_value_has_one_number_and_a_number_one_value()
    {
        var (a, b) = (PatternOf("a"), PatternOf("b"));
        Assert.Equal(NumberedValues.NumberOf(a), NumberedValues.NumberOf(a));
        Assert.NotEqual(NumberedValues.NumberOf(a), NumberedValues.NumberOf(b));
        Assert.Same(a, NumberedValues.Find<Pattern>(NumberedValues.NumberOf(a)));
    }

    [Fact]
    public void A_number_that_nothing_has_is_refused() =>
        Assert.Throws<InvalidOperationException>(() => NumberedValues.Find<Pattern>(-1));

    /// <summary>A command that is kept longer than its query still finds its condition; after it, nothing is left.</summary>
    [Fact]
    public void A_value_lives_as_long_as_a_parameter_holds_it()
    {
        var parameter = new SqliteParameter();
        var number = Hold(parameter, "held");
        Collect();
        Assert.Equal("held", TextOf(number));
        GC.KeepAlive(parameter);

        Hold(parameter, "another");
        Collect();
        Assert.Throws<InvalidOperationException>(() => NumberedValues.Find<Pattern>(number));
        GC.KeepAlive(parameter);
    }

    /// <summary>SQL that someone else wrote can't make the function fail otherwise than by its refusal.</summary>
    [Fact]
    public void SQL_with_an_unknown_number_fails_as_a_statement()
    {
        using var connection = new SqliteConnection("Data Source=:memory:");
        connection.Open();
        new ConnectionFunctions().Register(connection);
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT taskdb_match('{}', 'a', -1)";
        Assert.Contains("-1 is not the number", Assert.Throws<SqliteException>(command.ExecuteScalar).Message, StringComparison.Ordinal);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static long Hold(SqliteParameter parameter, string text)
    {
        // A pattern that no cache knows.
        var pattern = PatternOf(text).At("here");
        NumberedValues.Hold(parameter, pattern);
        return NumberedValues.NumberOf(pattern);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static string TextOf(long number) => NumberedValues.Find<Pattern>(number).Text;

    private static void Collect()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
    }

    private static Pattern PatternOf(string text) => Pattern.TryCreate(text, string.Empty, TimeSpan.FromSeconds(1), out _)!;
}
