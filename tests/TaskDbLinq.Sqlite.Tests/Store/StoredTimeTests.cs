using System.Globalization;
using System.Text;
using TaskDbLinq.Sqlite.Files;
using TaskDbLinq.Sqlite.Store;

namespace TaskDbLinq.Sqlite.Tests.Store;

/// <summary>Moments as text: EF Core's form, which compares as the moments do.</summary>
public sealed class StoredTimeTests
{
    [Theory]
    [InlineData("2026-01-02T03:04:05.1234567Z", "2026-01-02 03:04:05.1234567")]
    [InlineData("2026-01-02T03:04:05.1230000Z", "2026-01-02 03:04:05.123")]
    [InlineData("2026-01-02T03:04:05.0000001Z", "2026-01-02 03:04:05.0000001")]
    [InlineData("2026-01-02T03:04:05Z", "2026-01-02 03:04:05")]
    [InlineData("2026-10-20T10:20:00Z", "2026-10-20 10:20:00")]
    [InlineData("2026-01-02T03:04:10+02:00", "2026-01-02 01:04:10")]
    [InlineData("0001-01-01T00:00:00Z", "0001-01-01 00:00:00")]
    [InlineData("9999-12-31T23:59:59.9999999Z", "9999-12-31 23:59:59.9999999")]
    public void A_moment_is_text_in_UTC_without_trailing_zeros(string moment, string stored)
    {
        var time = DateTimeOffset.Parse(moment, CultureInfo.InvariantCulture);
        Assert.Equal(stored, StoredTime.Write(time.UtcDateTime));
        Assert.Equal(time.UtcDateTime, StoredTime.Read(Encoding.UTF8.GetBytes(stored)));
        Assert.Equal(DateTimeKind.Utc, StoredTime.Read(Encoding.UTF8.GetBytes(stored)).Kind);
    }

    [Theory]
    [InlineData("2026-13-02 03:04:05")]
    [InlineData("2026-02-29 03:04:05")]
    [InlineData("0000-02-28 03:04:05")]
    [InlineData("2026-01-02 24:04:05.1")]
    [InlineData("2026-01-02 03:60:05")]
    [InlineData("2026-01-02 03:04:61")]
    [InlineData("2026-01-02 03:04:0x")]
    [InlineData("then")]
    public void Text_that_is_no_timestamp_is_refused(string stored) =>
        Assert.Throws<FormatException>(() => StoredTime.Read(Encoding.UTF8.GetBytes(stored)));

    [Fact]
    public void A_local_time_is_brought_to_UTC()
    {
        var local = new DateTime(2026, 7, 1, 12, 0, 0, DateTimeKind.Local);
        Assert.Equal(StoredTime.Write(local.ToUniversalTime()), StoredTime.Write(local));
    }
}
