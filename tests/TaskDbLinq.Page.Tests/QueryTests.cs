using System.Globalization;

namespace TaskDbLinq.Page.Tests;

/// <summary>The query box: what is typed is answered as the database answers it, and what is wrong is shown at its place.</summary>
public sealed class QueryTests(Browser browser, Service service) : PageTest(browser, service)
{
    private ILocator Box => Page.Locator("#query textarea");

    [Fact]
    public async Task A_typed_filter_is_answered_sorted_and_paged()
    {
        await GoAsync("#/tasks");
        await Box.FillAsync("""{"label": "fit"}""");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Run" }).ClickAsync();
        var expected = await IdsAsync("""{"label": "fit"}""", "-submitted");
        await Expect(Page.Locator(".view-head .num")).ToHaveTextAsync(expected.Count.ToString("N0", CultureInfo.InvariantCulture));
        Assert.Equal(expected.Take(100), await ShownAsync());

        await Page.GetByRole(AriaRole.Button, new() { Name = "More" }).ClickAsync();
        await Expect(Page.Locator("tbody tr")).ToHaveCountAsync(200);
        Assert.Equal(expected.Take(200), await ShownAsync());

        // By a header: the newest start first, then the first start first.
        await Page.Locator("details.columns summary").ClickAsync();
        await Page.GetByRole(AriaRole.Checkbox, new() { Name = "started" }).CheckAsync();
        await Page.Locator("details.columns summary").ClickAsync();
        await Page.GetByRole(AriaRole.Button, new() { Name = "Started" }).ClickAsync();
        await Page.WaitForFunctionAsync("() => location.hash.includes('sort=-started')");
        await Expect(Page.Locator("th[aria-sort=descending]")).ToContainTextAsync("Started");
        await SettledAsync((await IdsAsync("""{"label": "fit"}""", "-started"))[0]);
        Assert.Equal((await IdsAsync("""{"label": "fit"}""", "-started")).Take(100), await ShownAsync());
        await PictureAsync("tasks");
    }

    [Fact]
    public async Task A_look_at_the_first_page_that_comes_late_does_not_take_the_second_away()
    {
        var (asked, isShown) = (new TaskCompletionSource(), new TaskCompletionSource());
        await GoAsync("#/tasks");
        await Expect(Page.Locator("tbody tr")).ToHaveCountAsync(100);
        await Page.RouteAsync("**/v1/page/rows", async route =>
        {
            if (!route.Request.PostData!.Contains("\"after\"", StringComparison.Ordinal))
            {
                asked.TrySetResult();
                await isShown.Task;
            }

            await route.ContinueAsync();
        });
        await asked.Task.WaitAsync(Cancel);
        await Page.GetByRole(AriaRole.Button, new() { Name = "More" }).ClickAsync();
        await Expect(Page.Locator("tbody tr")).ToHaveCountAsync(200);
        var late = Page.WaitForRequestFinishedAsync(new()
        {
            Predicate = request => request.Url.EndsWith("/v1/page/rows", StringComparison.Ordinal),
        });
        isShown.SetResult();
        await late;
        await Page.EvaluateAsync("() => new Promise(painted => requestAnimationFrame(() => requestAnimationFrame(painted)))");
        await Expect(Page.Locator("tbody tr")).ToHaveCountAsync(200);
    }

    [Fact]
    public async Task A_wrong_filter_is_marked_where_it_is_wrong_and_mended_by_a_click()
    {
        await GoAsync("#/tasks");
        await Box.FillAsync("""{"label": "fit", "complted": null}""");
        await Box.PressAsync("Enter");
        await Expect(Page.Locator("#problems")).ToContainTextAsync("unknown field 'complted'");
        await Expect(Page.Locator(".box-under mark")).ToHaveTextAsync("\"complted\"");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Did you mean completed?" }).ClickAsync();
        await Expect(Box).ToHaveValueAsync("""{"label": "fit", "completed": null}""");
        await Expect(Page.Locator("#problems li")).ToHaveCountAsync(0);
        Assert.Equal(Filter.Parse("""{"label": "fit", "completed": null}"""), await FilterAsync());
    }

    [Theory]
    [InlineData("json", """{"$and": [{"started": {"$gte": 5}}]}""", "\"$gte\"")]
    [InlineData("json", """{"label": nul}""", "nul")]
    [InlineData("linq", "label == \"fit\" and complted == null", "complted")]
    public async Task What_is_wrong_is_underlined(string language, string text, string wrong)
    {
        await GoAsync($"#/tasks?lang={language}&q=%20");
        await Page.SelectOptionAsync("select.lang", language);
        await Box.FillAsync(text);
        await Box.PressAsync("Enter");
        await Expect(Page.Locator(".box-under mark")).ToHaveTextAsync(wrong);
        await Expect(Box).ToHaveAttributeAsync("aria-invalid", "true");
    }

    [Fact]
    public async Task Linq_is_answered_too()
    {
        await GoAsync("#/tasks");
        await Page.SelectOptionAsync("select.lang", "linq");
        await Box.FillAsync("label == \"fit\" and completed == null");
        await Box.PressAsync("Enter");
        var expected = await IdsAsync("""{"label": "fit", "completed": null}""", "-submitted");
        await Expect(Page.Locator(".view-head .num")).ToHaveTextAsync(expected.Count.ToString("N0", CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task Fields_operators_and_values_are_completed()
    {
        await GoAsync("#/tasks");
        await Box.FocusAsync();
        await Page.Keyboard.TypeAsync("{\"lab");
        await Expect(Page.Locator("#options li[aria-selected=true]")).ToContainTextAsync("label");
        await Page.Keyboard.PressAsync("Tab");
        await Page.Keyboard.TypeAsync(": {\"$i");
        await Expect(Page.Locator("#options li[aria-selected=true]")).ToContainTextAsync("$in");
        await Page.Keyboard.PressAsync("Enter");
        await Page.Keyboard.TypeAsync(": [\"si");
        await Expect(Page.Locator("#options li[aria-selected=true]")).ToContainTextAsync("simulate");
        await Page.Keyboard.PressAsync("Enter");
        await Expect(Box).ToHaveValueAsync("{\"label\": {\"$in\": [\"simulate\"");
        await Expect(Box).ToHaveAttributeAsync("aria-expanded", "false");
    }

    [Fact]
    public async Task It_is_explained_and_copied_and_its_address_says_it_all()
    {
        var filter = Uri.EscapeDataString("""{"label": "fit", "completed": {"$ne": null}}""");
        await GoAsync($"#/tasks?q={filter}&sort=submitted&keys=queue");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Explain" }).ClickAsync();
        var explained = Page.Locator(".explain");
        foreach (var part in (string[])["t.Label ==", "WHERE ", "SEARCH|SCAN", "{ \"label\" : \"fit\""])
        {
            var pattern = part.Replace("{", "\\{", StringComparison.Ordinal);
            await Expect(explained).ToContainTextAsync(new System.Text.RegularExpressions.Regex(pattern));
        }

        Assert.Equal("""rc.db_query({'label': 'fit', 'completed': {'$ne': None}}, ['queue'])""", await CopyAsync("Python"));
        Assert.Equal("""""await db.DbQueryAsync("""{"label":"fit","completed":{"$ne":null}}""", ["queue"])""""", await CopyAsync("C#"));
        Assert.Equal(
            """taskdb query '{"label":"fit","completed":{"$ne":null}}' --keys queue --sort=submitted --limit 100""",
            await CopyAsync("Shell"));
        var first = await ShownAsync();

        // The address alone brings back all of it, in a tab of its own.
        var link = await CopyAsync("Link");
        var other = await Page.Context.NewPageAsync();
        await other.GotoAsync(link);
        await Expect(other.Locator(".explain")).ToContainTextAsync("WHERE ");
        await Expect(other.Locator("#query textarea")).ToHaveValueAsync("""{"label": "fit", "completed": {"$ne": null}}""");
        await Expect(other.Locator("tbody a.id").First).ToHaveAttributeAsync("title", first[0]);
        await other.CloseAsync();
        await PictureAsync("explain");
    }

    private async Task<string> CopyAsync(string language)
    {
        await Page.GetByRole(AriaRole.Button, new() { Name = "Copy as" }).ClickAsync();
        await Page.Locator("#copy-menu").GetByRole(AriaRole.Button, new() { Name = language, Exact = true }).ClickAsync();
        await Expect(Page.Locator("#announce")).ToHaveTextAsync($"Copied as {language}");
        return await Page.EvaluateAsync<string>("() => navigator.clipboard.readText()");
    }

    private async Task SettledAsync(string first) => await Expect(Page.Locator("tbody a.id").First).ToHaveAttributeAsync("title", first);

    private Task<string[]> ShownAsync() =>
        Page.EvaluateAsync<string[]>("() => [...document.querySelectorAll('tbody a.id')].map(link => link.title)");

    private async Task<List<string>> IdsAsync(string filter, string sort)
    {
        var ids = new List<string>();
        var query = new TaskQuery { Filter = Filter.Parse(filter), Keys = TaskKeys.Of("msg_id"), Sort = TaskSort.Parse(sort, "msg_id") };
        await foreach (var row in Service.Db.QueryAsync(query, Cancel))
        {
            ids.Add((string)row["msg_id"]!);
        }

        return ids;
    }
}
