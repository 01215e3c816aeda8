using System.Text.Json;
using Deque.AxeCore.Commons;

namespace TaskDbLinq.Page.Tests;

/// <summary>
/// axe-core in a tab. Its script is read once for each load of the page, which keeps it while it goes from view to view, and what
/// comes back are the serious findings only: all that was checked would be megabytes.
/// </summary>
internal static class Axe
{
    private static readonly string Script = new BundledAxeScriptProvider().GetScript();

    /// <summary>Checks that nothing in what is shown is serious or critical.</summary>
    public static async Task CheckAsync(IPage page)
    {
        if (!await page.EvaluateAsync<bool>("() => window.axe !== undefined"))
        {
            await page.EvaluateAsync(Script);
        }

        // A page without headings, names or texts would have nothing to complain of: what passed is counted, too.
        var found = await page.EvaluateAsync<JsonElement>("""
            async () => {
              const { violations, passes } = await axe.run(document, { resultTypes: ['violations'] });
              const serious = violations.filter(one => one.impact === 'serious' || one.impact === 'critical');
              return { passes: passes.length, serious: serious.map(one => `${one.id}: ${one.nodes.slice(0, 4).map(node =>
                `${node.html} ${[...node.any, ...node.all].map(check => check.message).join(' ')}`).join(' | ')}`) };
            }
            """);
        Assert.InRange(found.GetProperty("passes").GetInt32(), 15, 100);
        var serious = string.Join(Environment.NewLine, found.GetProperty("serious").EnumerateArray().Select(one => one.GetString()));
        Assert.True(serious.Length == 0, serious);
    }
}
