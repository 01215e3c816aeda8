using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace TaskDbLinq.Benchmarks.Contenders;

/// <summary>An ordinary context over our file layout, as somebody without this library would write it.</summary>
internal sealed class EfContext(DbContextOptions<EfContext> options) : DbContext(options)
{
    public DbSet<TaskEntity> Tasks => Set<TaskEntity>();

    public DbSet<BufferEntity> Buffers => Set<BufferEntity>();

    public static PooledDbContextFactory<EfContext> Pool(string file) =>
        new(new DbContextOptionsBuilder<EfContext>().UseSqlite(SqliteFiles.ConnectionString(file)).Options);

    /// <summary>
    /// SQLite's function. EF Core's own JSON mapping asks for a name with an underscore in quotes, which SQLite does not find.
    /// </summary>
    public static string? JsonExtract(string? json, string path) => throw new NotSupportedException("Only in SQL.");

    protected override void OnModelCreating(ModelBuilder model)
    {
        model.Entity<TaskEntity>();
        model.Entity<BufferEntity>();
        model.HasDbFunction(() => JsonExtract(default, default!)).HasName("json_extract");
    }
}

/// <summary>The same table where a dict field is mapped as JSON: a column is mapped in one way or the other.</summary>
internal sealed class EfDocumentContext(DbContextOptions<EfDocumentContext> options) : DbContext(options)
{
    public DbSet<TaskDocuments> Tasks => Set<TaskDocuments>();

    public static PooledDbContextFactory<EfDocumentContext> Pool(string file) =>
        new(new DbContextOptionsBuilder<EfDocumentContext>().UseSqlite(SqliteFiles.ConnectionString(file)).Options);

    protected override void OnModelCreating(ModelBuilder model) => model.Entity<TaskDocuments>(task =>
    {
        task.ToTable("task").HasKey(t => t.MsgId);
        task.Property(t => t.MsgId).HasColumnName("msg_id");
        task.ComplexProperty(
            t => t.Metadata, metadata => metadata.ToJson("metadata").PrimitiveCollection(m => m.After).HasJsonPropertyName("after"));
    });
}

/// <summary>A row with a dict field that is asked inside, as EF Core maps JSON.</summary>
internal sealed class TaskDocuments
{
    public string MsgId { get; set; } = string.Empty;

    public MetadataDocument Metadata { get; set; } = new();
}

internal sealed class MetadataDocument
{
    public List<string> After { get; set; } = [];
}
