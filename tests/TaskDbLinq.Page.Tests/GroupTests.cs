using System.Globalization;

namespace TaskDbLinq.Page.Tests;

/// <summary>Groups: counts are the database's, and each is a link.</summary>
public sealed class GroupTests(Browser browser, Service service) : PageTest(browser, service)
{
    [Theory]
    [InlineData("Label", "label")]
    [InlineData("Client", "client_uuid")]
    [InlineData("Engine", "engine_uuid")]
    [InlineData("Queue", "queue")]
    [InlineData("Message type", "header.msg_type")]
    public async Task A_group_is_what_the_database_counts(string title, string field)
    {
        await GoAsync("#/by");
        await Page.GetByRole(AriaRole.Link, new() { Name = title, Exact = true }).ClickAsync();
        await Expect(Page.Locator("thead th").First).ToHaveTextAsync(title);
        var row = Page.Locator("tbody tr").First;
        await Expect(row).ToBeVisibleAsync();
        var name = await row.Locator("th").TextContentAsync();
        var expected = await Service.Db.CountAsync(new Dictionary<string, object?> { [field] = name }, Cancel);
        var text = expected.ToString("N0", CultureInfo.InvariantCulture);
        await Expect(row.Locator("td").First).ToHaveTextAsync(text);

        // The number of those that went well leads to them.
        var ok = row.Locator("td").Nth(4);
        var number = await ok.TextContentAsync();
        await ok.Locator("a").ClickAsync();
        await Expect(Page.Locator(".view-head .num")).ToHaveTextAsync(number!);
        var counted = await Service.Db.CountAsync(await FilterAsync(), Cancel);
        Assert.Equal(int.Parse(number!, NumberStyles.AllowThousands, CultureInfo.InvariantCulture), counted);
    }

    [Fact]
    public async Task The_slowest_engine_comes_first_by_a_click()
    {
        await GoAsync("#/by");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Ran, median" }).ClickAsync();
        var slowest = (Name: string.Empty, Median: TimeSpan.Zero);
        foreach (var engine in (await Service.Db.StatsAsync(cancellationToken: Cancel)).Engines.Keys.Where(engine => engine.Length > 0))
        {
            var own = await Service.Db.StatsAsync(new Dictionary<string, object?> { ["engine_uuid"] = engine }, Cancel);
            slowest = own.RunTime.Median > slowest.Median ? (engine, own.RunTime.Median.Value) : slowest;
        }

        await Expect(Page.Locator("tbody th").First).ToHaveTextAsync(slowest.Name);
        await Expect(Page.Locator("thead th[aria-sort=descending]")).ToContainTextAsync("Ran, median");
        await PictureAsync("groups");
    }
}
