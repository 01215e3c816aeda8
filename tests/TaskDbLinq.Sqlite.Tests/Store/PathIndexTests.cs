using TaskDbLinq.Filters;
using TaskDbLinq.Records;
using TaskDbLinq.Values;

namespace TaskDbLinq.Sqlite.Tests.Store;

/// <summary>Indexes of paths in dict fields: which questions they serve, and that the answers are those of MongoDB's rules.</summary>
public sealed class PathIndexTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("taskdb-paths");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("""{"header.session": "s1"}""")]
    [InlineData("""{"header.session": 5}""")]
    [InlineData("""{"header.session": "s1", "metadata.a.b": "x"}""")]
    [InlineData("""{"$and": [{"queue": {"$ne": "a"}}, {"header.session": "s1"}]}""")]
    public async Task An_equal_text_or_whole_number_is_found_by_the_index(string filter)
    {
        await using var db = await OpenAsync("header.session", "metadata.a.b");
        var plan = db.Explain(new TaskQuery { Filter = Filter.Parse(filter) }).ToString();
        Assert.Contains("path_value:", plan, StringComparison.Ordinal);
        Assert.DoesNotContain("SCAN t", plan, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"header.session": {"$ne": "s1"}}""")]
    [InlineData("""{"header.session": {"$gt": "s1"}}""")]
    [InlineData("""{"header.session": null}""")]
    [InlineData("""{"header.session": 1.5}""")]
    [InlineData("""{"header.username": "x"}""")]
    public async Task What_the_index_can_not_tell_reads_all_tasks(string filter)
    {
        await using var db = await OpenAsync("header.session");
        var plan = db.Explain(new TaskQuery { Filter = Filter.Parse(filter) }).ToString();
        Assert.DoesNotContain("path_value:", plan, StringComparison.Ordinal);
        Assert.Contains("SCAN t", plan, StringComparison.Ordinal);
    }

    /// <summary>Expected by MongoDB's rules, written by hand.</summary>
    [Theory]
    [InlineData("""{"header.k": 1}""", "int fraction decimal list")]
    [InlineData("""{"header.k": "1"}""", "text")]
    [InlineData("""{"header.k": "a\u0000b"}""", "zero")]
    [InlineData("""{"header.k": "a"}""", "")]
    [InlineData("""{"header.k": {"$ne": 1}}""", "deep dollar missing none on-the-way text true zero")]
    [InlineData("""{"$nor": [{"header.k": 1}]}""", "deep dollar missing none on-the-way text true zero")]
    [InlineData("""{"header.k.n": "x"}""", "deep on-the-way")]
    [InlineData("""{"header.k": "dollar"}""", "dollar")]
    public async Task The_answers_are_those_of_the_rules(string filter, string expected)
    {
        await using var db = await OpenAsync("header.k", "header.k.n");
        await db.WriteAsync(
            TaskBatch.Add(
                Of("int", """{"k": 1}"""),
                Of("fraction", """{"k": 1.0}"""),
                Of("decimal", """{"k": {"$numberDecimal": "1.00"}}"""),
                Of("true", """{"k": true}"""),
                Of("text", """{"k": "1"}"""),
                Of("list", """{"k": ["b", 1]}"""),
                Of("zero", """{"k": "a\u0000b"}"""),
                Of("deep", """{"k": {"n": "x"}}"""),
                Of("on-the-way", """{"k": [{"n": "y"}, {"n": "x"}]}"""),
                new TaskRecord { MsgId = "dollar", Header = Document.Of(("$ref", "c"), ("k", "dollar")) },
                Of("missing", "{}"),
                new TaskRecord { MsgId = "none" }),
            Cancel);
        var query = new TaskQuery { Filter = Filter.Parse(filter), Keys = TaskKeys.Of("msg_id") };
        var found = db.Query(query).Select(row => (string)row["msg_id"]!);
        Assert.Equal(expected.Split(' ', StringSplitOptions.RemoveEmptyEntries).Order(), found.Order());
    }

    [Fact]
    public async Task An_index_is_made_of_tasks_that_are_there_and_stays()
    {
        await using (var db = await OpenAsync())
        {
            await db.AddAsync(Of("t", """{"session": "s1"}"""), Cancel);
        }

        await (await OpenAsync("header.session")).DisposeAsync();
        await using var again = await OpenAsync();
        var query = new TaskQuery { Filter = Filter.Parse("""{"header.session": "s1"}""") };
        Assert.Contains("path_value:header.session", again.Explain(query).ToString(), StringComparison.Ordinal);
        Assert.Equal("t", Assert.Single(again.Query(query))["msg_id"]);
    }

    [Theory]
    [InlineData("queue", "'queue' is not a dict field")]
    [InlineData("head.a", "'head' is not a dict field")]
    [InlineData("header", "it has no name after the dict field's")]
    [InlineData("header.a'b", "a name in it is not made of letters, digits, '_', '-' and spaces after a letter")]
    [InlineData("header.", "a name in it is not made of letters, digits, '_', '-' and spaces after a letter")]
    public async Task A_path_that_can_have_no_index_is_refused_by_name(string path, string reason)
    {
        var refusal = await Assert.ThrowsAsync<ArgumentException>(() => OpenAsync(path));
        Assert.StartsWith($"'{path}' can have no index: {reason}.", refusal.Message, StringComparison.Ordinal);
        Assert.Empty(_folder.GetFiles());
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static TaskRecord Of(string id, string header) =>
        new() { MsgId = id, Header = System.Text.Json.JsonSerializer.Deserialize<Document>(header) };

    private Task<SqliteDb> OpenAsync(params string[] paths) => SqliteDb.OpenAsync(
        Path.Combine(_folder.FullName, "a.db"), new SqliteDbOptions { IndexedPaths = [.. paths] }, Cancel);
}
