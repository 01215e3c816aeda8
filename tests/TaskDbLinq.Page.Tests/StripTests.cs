using System.Globalization;

namespace TaskDbLinq.Page.Tests;

/// <summary>The strip on top: its numbers are the database's, and each leads to the tasks behind it.</summary>
public sealed class StripTests(Browser browser, Service service) : PageTest(browser, service)
{
    [Theory]
    [InlineData("pending")]
    [InlineData("running")]
    [InlineData("ok")]
    [InlineData("error")]
    [InlineData("aborted")]
    public async Task A_number_is_the_database_s_and_leads_to_its_tasks(string state)
    {
        var stats = await Service.Db.StatsAsync(cancellationToken: Cancel);
        var expected = state switch
        {
            "pending" => stats.States[TaskState.Pending],
            "running" => stats.Running,
            "ok" => stats.States[TaskState.Ok],
            "error" => stats.States[TaskState.Error],
            _ => stats.States[TaskState.Aborted],
        };
        var text = expected.ToString("N0", CultureInfo.InvariantCulture);
        var tile = Page.Locator($"[data-tile={state}]");
        await Expect(tile.Locator(".value")).ToHaveTextAsync(text);

        await tile.ClickAsync();
        await Expect(Page.Locator(".view-head .num")).ToHaveTextAsync(text);
        Assert.Equal(expected, await Service.Db.CountAsync(await FilterAsync(), Cancel));
        if (expected > 0)
        {
            var shown = await Page.Locator("table.rows tbody .state").AllTextContentsAsync();
            Assert.Equal(
                [state == "pending" && shown.Contains("waiting") ? "waiting" : state],
                shown.Distinct().Where(one => state != "pending" || one == "waiting"));
        }
    }
}
