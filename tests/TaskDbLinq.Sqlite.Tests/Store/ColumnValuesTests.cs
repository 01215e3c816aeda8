using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;
using TaskDbLinq.Sqlite.Reading;

namespace TaskDbLinq.Sqlite.Tests.Store;

/// <summary>Columns as SQLite's own functions give them.</summary>
public sealed class ColumnValuesTests
{
    /// <summary>The library that is tested here exports its functions; otherwise the slower road would be tested only.</summary>
    [Fact]
    public void The_functions_are_found_in_the_library_that_is_loaded() =>
        Assert.True(ReadFirst("SELECT 1", static _ => ColumnValues.IsDirect));

    [Theory]
    [InlineData("NULL", "", true)]
    [InlineData("''", "", false)]
    [InlineData("x''", "", false)]
    [InlineData("'é'", "C3A9", false)]
    [InlineData("'a' || char(0) || 'b'", "610062", false)]
    [InlineData("x'00FF'", "00FF", false)]
    [InlineData("zeroblob(3)", "000000", false)]
    [InlineData("12", "3132", false)]
    [InlineData("1.5", "312E35", false)]
    public void A_column_has_the_bytes_that_are_stored(string value, string bytes, bool isNull)
    {
        var sql = $"SELECT 'before', {value}";
        Assert.Equal(bytes, ReadFirst(sql, static row => Convert.ToHexString(ColumnValues.Bytes(row, 1))));
        Assert.Equal(isNull, ReadFirst(sql, static row => ColumnValues.IsNull(row, 1)));
    }

    [Fact]
    public void A_long_text_is_read_whole() => Assert.Equal(
        new string('é', 1_000_000),
        ReadFirst("SELECT replace(hex(zeroblob(500000)), '0', 'é')", static row => Encoding.UTF8.GetString(ColumnValues.Bytes(row, 0))));

    private static T ReadFirst<T>(string sql, Func<sqlite3_stmt, T> read)
    {
        using var connection = new SqliteConnection("Data Source=:memory:");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        Assert.True(reader.Read());
        return read(reader.Handle!);
    }
}
