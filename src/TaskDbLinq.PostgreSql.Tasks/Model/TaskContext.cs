using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using TaskDbLinq.Records;
using TaskDbLinq.Values;

namespace TaskDbLinq.PostgreSql.Tasks.Model;

/// <summary>EF Core's view of the table: <see cref="TaskFields"/> names the columns, their kind says how they are kept.</summary>
internal sealed class TaskContext(DbContextOptions options) : DbContext(options)
{
    public const string Table = "task_record";

    private static readonly ValueConverter<DateTime, DateTime> Utc =
        new(timestamp => timestamp.ToUniversalTime(), stored => DateTime.SpecifyKind(stored, DateTimeKind.Utc));

    private static readonly ValueConverter<BufferList, byte[][]> Blocks =
        new(buffers => StoredValue.Blocks(buffers)!, blocks => BufferList.Of(blocks));

    /// <summary>What EF Core made the last command of that was asked of a query here; null for none yet.</summary>
    public CommandTemplate? Template { get; set; }

    public IQueryable<TaskRecord> Tasks => Set<TaskRecord>().AsNoTracking();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        var entity = modelBuilder.Entity<TaskRecord>();
        entity.ToTable(Table);
        entity.HasKey(task => task.MsgId);
        entity.UsePropertyAccessMode(PropertyAccessMode.Property);
        foreach (var field in TaskFields.All)
        {
            var property = entity.Property(field.Property.PropertyType, field.Property.Name).HasColumnName(field.Key);
            switch (field.Kind)
            {
                case TaskFieldKind.Text:
                    property.UseCollation("C");
                    break;
                case TaskFieldKind.Timestamp:
                    property.HasConversion(Utc);
                    break;
                case TaskFieldKind.Dict:
                    property.HasColumnType("json").IsRequired(false);
                    break;
                case TaskFieldKind.Buffers:
                    property.HasConversion(Blocks).IsRequired(false);
                    break;
            }
        }
    }
}
