using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using TaskDbLinq.EntityFrameworkCore.Translation;
using TaskDbLinq.Values;

namespace TaskDbLinq.PostgreSql.Tests.Json;

/// <summary>An entity with a JSON column of each type.</summary>
public sealed class Note
{
    private static readonly JsonColumn Kept = JsonColumn.Of(typeof(Dictionary<string, object>), DocumentJson.WriteStored)!;

    public int Id { get; set; }

    public Document? Doc { get; set; }

    public JsonDocument? Json { get; set; }

    public JsonElement Element { get; set; }

    public JsonNode? Node { get; set; }

    public JsonObject? Object { get; set; }

    public Dictionary<string, object?>? Fields { get; set; }

    /// <summary>A note that has the same in every column that can hold it.</summary>
    public static Note Of(int id, string? json) => new()
    {
        Id = id,
        Doc = json is null ? null : (Document)DocumentJson.ParseStored(json),
        Json = json is null ? null : JsonDocument.Parse(json),
        Element = JsonDocument.Parse(json ?? "null").RootElement,
        Node = json is null ? null : JsonNode.Parse(json),
        Object = json is null ? null : JsonNode.Parse(json)!.AsObject(),
        Fields = json is null ? null : (Dictionary<string, object?>)Kept.Converter.ConvertFromProvider(json)!,
    };
}

/// <summary>Notes on any provider; a column is <c>jsonb</c>, or text.</summary>
public sealed class NoteContext(DbContextOptions options) : DbContext(options)
{
    public DbSet<Note> Notes => Set<Note>();

    protected override void OnModelCreating(ModelBuilder modelBuilder) =>
        modelBuilder.Entity<Note>().Property(note => note.Id).ValueGeneratedNever();
}
