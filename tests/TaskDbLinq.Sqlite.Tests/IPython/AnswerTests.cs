using System.Text.Json;
using TaskDbLinq.Filters;

namespace TaskDbLinq.Sqlite.Tests.IPython;

/// <summary>
/// 346 queries over the two sample files. The answers in answers.jsonl were computed by hand-written SQL with the sqlite3
/// program (each line has its SQL) and again by a plain Python loop over the rows; none came from this library.
/// </summary>
public sealed class AnswerTests
{
    [Theory]
    [InlineData("7.1")]
    [InlineData("9.2")]
    public async Task Every_answer_is_the_hand_computed_one(string version)
    {
        await using var db = await SqliteDb.OpenAsync(Samples.Of(version));
        var asked = 0;
        foreach (var answer in Answers(version))
        {
            var filter = answer.GetProperty("filter");
            var query = Filter.Parse(filter);
            var rows = db.DbQuery(filter.GetRawText(), "msg_id");
            Assert.True(answer.GetProperty("count").GetInt32() == rows.Count, $"{filter}: {rows.Count} rows");
            Assert.Equal(rows.Count, await db.CountAsync(query, TestContext.Current.CancellationToken));
            if (answer.TryGetProperty("ids", out var ids))
            {
                Assert.Equal(
                    ids.EnumerateArray().Select(id => id.GetString()),
                    rows.Select(row => (string?)row["msg_id"]).Order(StringComparer.Ordinal));
            }

            asked++;
        }

        Assert.Equal(173, asked);
    }

    /// <summary>The delegate over the records read from the file gives the same answers as SQL.</summary>
    [Theory]
    [InlineData("7.1")]
    [InlineData("9.2")]
    public async Task The_compiled_delegate_gives_the_same_answers(string version)
    {
        await using var db = await SqliteDb.OpenAsync(Samples.Of(version));
        var tasks = db.Tasks.ToList();
        foreach (var answer in Answers(version))
        {
            var filter = answer.GetProperty("filter");
            var found = tasks.Count(Filter.Parse(filter).ToPredicate<TaskRecord>());
            Assert.True(answer.GetProperty("count").GetInt32() == found, $"{filter}: {found} records");
        }
    }

    private static IEnumerable<JsonElement> Answers(string version) =>
        File.ReadLines(Path.Combine(AppContext.BaseDirectory, "IPython", "answers.jsonl"))
            .Select(line => JsonDocument.Parse(line).RootElement)
            .Where(answer => answer.GetProperty("db").GetString() == version);
}
