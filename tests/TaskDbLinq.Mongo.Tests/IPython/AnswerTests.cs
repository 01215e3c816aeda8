using System.Text.Json;
using System.Text.RegularExpressions;
using TaskDbLinq.Filters;
using TaskDbLinq.Sqlite;

namespace TaskDbLinq.Mongo.Tests.IPython;

/// <summary>
/// The 346 queries over the two sample databases, whose answers were computed by hand-written SQL (each line of
/// answers.jsonl has its SQL), asked of the same records in MongoDB.
/// </summary>
public class AnswerTests(MongoFixture fixture) : IClassFixture<MongoFixture>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("7.1")]
    [InlineData("9.2")]
    public async Task Every_answer_is_the_hand_computed_one(string version)
    {
        await using var file = await SqliteDb.OpenAsync(
            Path.Combine(AppContext.BaseDirectory, "samples", $"ipyparallel-{version}-tasks.db"), options: null, Cancel);
        await using var db = await fixture.OpenAsync(fixture.CollectionName());
        await db.AddAsync(file.Tasks.ToList(), Cancel);
        var kept = db.Tasks.ToList();
        var asked = 0;
        var equal = 0;
        foreach (var answer in Answers(version))
        {
            var filter = answer.GetProperty("filter");
            var query = Filter.Parse(filter);
            var rows = db.DbQuery(filter.GetRawText(), "msg_id");
            Assert.Equal(rows.Count, await db.CountAsync(query, Cancel));

            // The delegate over the records as MongoDB keeps them must agree always, the answer over microseconds where no
            // moment is compared with a finer one than is kept.
            var found = kept.Where(query.ToPredicate<TaskRecord>()).Select(task => task.MsgId).ToHashSet();
            Assert.True(
                found.SetEquals(rows.Select(row => (string)row["msg_id"]!)), $"{filter}: {rows.Count} rows, {found.Count} by the delegate");
            var isEqual = rows.Count == answer.GetProperty("count").GetInt32();
            Assert.True(isEqual || IsFiner(filter), $"{filter}: {rows.Count} rows");
            equal += isEqual ? 1 : 0;
            asked++;
        }

        Assert.Equal(173, asked);
        Assert.True(equal >= 120, $"only {equal} answers are those of the files");
    }

    /// <summary>Whether a filter has a moment with microseconds, as the files have them.</summary>
    private static bool IsFiner(JsonElement filter) => Regex.IsMatch(filter.GetRawText(), "T[0-9:]{8}[.][0-9]{6}");

    private static IEnumerable<JsonElement> Answers(string version) =>
        File.ReadLines(Path.Combine(AppContext.BaseDirectory, "IPython", "answers.jsonl"))
            .Select(line => JsonDocument.Parse(line).RootElement)
            .Where(answer => answer.GetProperty("db").GetString() == version);
}
