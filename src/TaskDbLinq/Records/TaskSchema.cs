using System.Reflection;
using TaskDbLinq.Compiling.Schemas;

namespace TaskDbLinq.Records;

/// <summary>The names by which filters know a task's properties: the keys of <see cref="TaskFields"/>, and no others.</summary>
internal sealed class TaskSchema : RecordSchema
{
    public override IReadOnlyList<string> Names { get; } = [.. TaskFields.All.Select(field => field.Key)];

    public override PropertyInfo? Find(string name) => TaskFields.ByKey.GetValueOrDefault(name)?.Property;

    public override PropertyInfo? FindInText(string name) => Find(name) ?? TaskFields.ByProperty.GetValueOrDefault(name)?.Property;

    public override PropertyInfo? KeyOf(Type type) => TaskFields.MsgId.Property;

    public override string? NameOf(PropertyInfo property) =>
        TaskFields.ByProperty.GetValueOrDefault(property.Name) is { } field && field.Property.HasSameMetadataDefinitionAs(property)
            ? field.Key
            : null;
}
