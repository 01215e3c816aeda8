using TaskDbLinq.Cli.Demo;

namespace TaskDbLinq.Page.Tests;

/// <summary>
/// The pictures of the README and of docs/page.md, of demo tasks in the real browser: <c>docs/pictures/make.sh</c>. Otherwise it is checked
/// that they are
/// there.
/// </summary>
public sealed class ReadmePictures(Browser browser)
{
    private static readonly (string Name, string Route, ColorScheme Scheme)[] Wanted =
    [
        ("timeline", "#/timeline", ColorScheme.Light),
        ("failures", "#/failures", ColorScheme.Light),
        ("groups", "#/by", ColorScheme.Dark),
    ];

    private static string Folder => Path.Combine(Pictures.Root(), "docs", "pictures");

    [Fact]
    public async Task They_are_made_of_the_demo()
    {
        if (Environment.GetEnvironmentVariable("TASKDB_TEST_REWRITE_PICTURES") != "1")
        {
            Assert.All(Wanted, picture => Assert.InRange(new FileInfo(Path.Combine(Folder, $"{picture.Name}.png")).Length, 5_000, 300_000));
            return;
        }

        var cancel = TestContext.Current.CancellationToken;
        await using var db = new DictDb(new DictDbOptions { RecordLimit = 10_000 });
        await db.WriteAsync(TaskBatch.Add([.. new DemoTasks(3_000, seed: 4, engines: 8, DateTime.UtcNow).Make()]), cancel);
        await using var server = await Service.StartAsync(db, new PageOptions { Title = "tasks.db", StoreBytes = () => 4_400_000 });
        foreach (var (name, route, scheme) in Wanted)
        {
            var context = await browser.OpenAsync(1320, 800, scheme);
            await using (context)
            {
                var tab = await Tab.OpenAsync(context, server);
                await tab.Page.GotoAsync($"{server.Urls[0]}/{route}");
                await tab.Page.WaitForTimeoutAsync(1_500);
                await File.WriteAllBytesAsync(Path.Combine(Folder, $"{name}.png"), await tab.Page.ScreenshotAsync(), cancel);
            }
        }
    }
}
