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
        await foreach (var row in Service.Db.QueryAsync(new TaskQuery { Filter = Filter.Parse("""{"result_content.status": "error"}"""), Keys = TaskKeys.Of("label", "error") }, Cancel))
        {
            failed.Add((((Document)row["error"]!)["ename"].ToString().Trim('"'), (string)row["label"]!));
        }

        // A demo task fails in a file of the name of its label.
        var expected = failed.CountBy(pair => pair).ToDictionary();
        await Expect(Page.Locator(".kinds li")).ToHaveCountAsync(expected.Count);
        foreach (var kind in await Page.Locator(".kinds li").AllAsync())
        {
            var name = await kind.Locator(".what").TextContentAsync();
            var label = (await kind.Locator(".where").TextContentAsync())!.Split(' ')[^1];
            Assert.Equal(expected[(name!, label)].ToString(CultureInfo.InvariantCulture), await kind.Locator(".n").TextContentAsync());
        }

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

    [Fact]
    public async Task Where_nothing_failed_it_says_so()
    {
        await GoAsync("#/failures?q=" + Uri.EscapeDataString("""{"completed": null}"""));
        await Expect(Page.Locator(".empty").First).ToContainTextAsync("Nothing failed");
    }
}
