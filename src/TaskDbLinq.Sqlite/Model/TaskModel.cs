using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using TaskDbLinq.Records;
using TaskDbLinq.Values;

namespace TaskDbLinq.Sqlite.Model;

/// <summary>How a task's fields are columns: the table of <see cref="TaskFields"/> names them, their kind says how they are kept.</summary>
internal static class TaskModel
{
    /// <summary>The relation that queries read: a view, so that every layout looks the same from here.</summary>
    public const string View = "tasks";

    public static void Configure(EntityTypeBuilder<TaskRecord> entity, ValueConverter buffers)
    {
        entity.ToView(View);
        entity.HasKey(task => task.MsgId);
        entity.UsePropertyAccessMode(PropertyAccessMode.Property);
        foreach (var field in TaskFields.All)
        {
            var property = entity.Property(field.Property.PropertyType, field.Property.Name).HasColumnName(field.Key);
            switch (field.Kind)
            {
                case TaskFieldKind.Timestamp:
                    property.HasConversion(Utc);
                    break;
                case TaskFieldKind.Dict:
                    property.HasConversion(Json).IsRequired(false);
                    break;
                case TaskFieldKind.Buffers:
                    property.HasConversion(buffers).IsRequired(false);
                    break;
            }
        }
    }

    /// <summary>Timestamps are kept in UTC; a parameter of another kind is brought there, as the rest of .NET does.</summary>
    private static readonly ValueConverter<DateTime, DateTime> Utc =
        new(moment => moment.ToUniversalTime(), stored => DateTime.SpecifyKind(stored, DateTimeKind.Utc));

    private static readonly ValueConverter<Document, string> Json =
        new(document => DocumentJson.WriteStored(document), text => StoredDocument.Read(text));
}
