using Microsoft.EntityFrameworkCore;
using TaskDbLinq;

namespace Shop.Events;

/// <summary>The JSON column of docs/providers.md, compiled.</summary>
internal static class JsonSnippets
{
    public static async Task<IQueryable<Event>> AskAsync(EventContext context)
    {
        // PostgreSQL, once; or migrationBuilder.AddJsonFunctions() in a migration
        await context.Database.EnsureJsonFunctionsAsync();
        var found = context.Events.Where(
            Filter.ToExpression<Event>("""{ "data.items": { "$elemMatch": { "sku": "X-7", "n": { "$gt": 2 } } } }"""));
        return found;
    }
}

public class Event
{
    public int Id { get; set; }

    // or JsonDocument, JsonElement, JsonNode, JsonObject, Dictionary<string, object?>
    public Document? Data { get; set; }
}

internal sealed class EventContext : DbContext
{
    public DbSet<Event> Events => Set<Event>();
}
