using System.Globalization;

namespace TaskDbLinq.Page.Tests;

/// <summary>Failures by kind, and one of each with its traceback.</summary>
public sealed class FailureTests(Browser browser, Service service) : PageTest(browser, service)
{
    [Fact]
    public async Task Kinds_are_counted_and_lead_to_their_tasks()
    {
        await GoAsync("#/failures");
        var failed = new List<(string Exception, string Label)>();
        var filter = Filter.Parse("""{"result_content.status": "error"}""");
        await foreach (var row in Service.Db.QueryAsync(new TaskQuery { Filter = filter, Keys = TaskKeys.Of("label", "error") }, Cancel))
        {
            failed.Add((((Document)row["error"]!)["ename"].ToString().Trim('"'), (string)row["label"]!));
        }

        // A demo task fails in a file of the name of its label.
        var expected = failed.CountBy(pair => pair).ToDictionary();
        await Expect(Page.Locator(".kinds li")).ToHaveCountAsync(expected.Count);
        var shown = await Page.EvaluateAsync<string[][]>(
            "() => [...document.querySelectorAll('.kinds li')]"
            + ".map(kind => ['.what', '.where', '.n'].map(part => kind.querySelector(part).textContent))");
        Assert.Equal(
            expected.Select(pair => (pair.Key.Exception, pair.Key.Label, Count: pair.Value.ToString(CultureInfo.InvariantCulture))).Order(),
            shown.Select(kind => (Exception: kind[0], Label: kind[1].Split(' ')[^1], Count: kind[2])).Order());

        var second = Page.Locator(".kinds li").Nth(1);
        var (what, count) = (await second.Locator(".what").TextContentAsync(), await second.Locator(".n").TextContentAsync());
        await second.Locator("a").ClickAsync();
        await Expect(Page.Locator(".kind-detail h2").First).ToContainTextAsync(what!);
        await Expect(Page.Locator(".traceback")).ToContainTextAsync("Traceback (most recent call last)");
        await Expect(Page.Locator(".traceback .ansi-red").First).ToBeVisibleAsync();
        await PictureAsync("failures");

        await Page.GetByRole(AriaRole.Link, new() { Name = $"All {count} of this kind" }).ClickAsync();
        await Expect(Page.Locator(".view-head .num")).ToHaveTextAsync(count!);
        Assert.Equal(int.Parse(count!, CultureInfo.InvariantCulture), await Service.Db.CountAsync(await FilterAsync(), Cancel));
    }

    [Theory]
    [InlineData("json", """{"queue": "task"}""")]
    [InlineData("linq", "queue == \"task\"")]
    public async Task What_leads_to_tasks_stays_within_the_filter(string language, string filter)
    {
        await GoAsync($"#/failures?lang={language}&q={Uri.EscapeDataString(filter)}");
        var count = await Page.Locator(".kinds .n").First.TextContentAsync();
        await Page.GetByRole(AriaRole.Link, new() { Name = $"All {count} of this kind" }).ClickAsync();
        await Expect(Page.Locator(".view-head .num")).ToHaveTextAsync(count!);
        var found = await Service.Db.CountAsync(await FilterAsync(), Cancel);
        Assert.Equal(found, await Service.Db.CountAsync(await FilterAsync() & Filter.Parse("""{"queue": "task"}"""), Cancel));
        Assert.Equal(int.Parse(count!, CultureInfo.InvariantCulture), found);
    }

    [Fact]
    public async Task Where_nothing_failed_it_says_so()
    {
        await GoAsync("#/failures?q=" + Uri.EscapeDataString("""{"completed": null}"""));
        await Expect(Page.Locator(".empty").First).ToContainTextAsync("Nothing failed");
    }
}
