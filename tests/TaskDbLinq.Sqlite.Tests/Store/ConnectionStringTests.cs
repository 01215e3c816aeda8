using Microsoft.Data.Sqlite;

namespace TaskDbLinq.Sqlite.Tests.Store;

/// <summary>The connection string that is written is read as what was meant, whatever the file is called.</summary>
public sealed class ConnectionStringTests
{
    [Theory]
    [InlineData("/a/tasks.db")]
    [InlineData("/a b/it's \"mine\".db")]
    [InlineData("/a;Mode=Memory;b=\"c\".db")]
    [InlineData(" /leading and trailing ")]
    [InlineData("/a=b\\c{d}é𝄞\n.db")]
    [InlineData("\"\"")]
    [InlineData("C:\\Users\\Ann\\tasks.db")]
    public void IsReadAsWritten(string file)
    {
        foreach (var mode in (SqliteOpenMode[])[SqliteOpenMode.ReadOnly, SqliteOpenMode.ReadWrite, SqliteOpenMode.ReadWriteCreate])
        {
            var options = new SqliteDbOptions { BusyTimeout = TimeSpan.FromSeconds(2.5) };
            var read = new SqliteConnectionStringBuilder(SqliteOpening.ConnectionString(file, mode, options, isPooled: false));
            Assert.Equal((file, mode, false, 3), (read.DataSource, read.Mode, read.Pooling, read.DefaultTimeout));
            Assert.True(new SqliteConnectionStringBuilder(SqliteOpening.ConnectionString(file, mode, options)).Pooling);
        }
    }
}
