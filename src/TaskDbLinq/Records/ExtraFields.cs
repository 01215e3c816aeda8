using TaskDbLinq.Values;

namespace TaskDbLinq.Records;

/// <summary>
/// Fields that a hub writes and no task has, <c>display_data</c> above all. They are kept within the task's metadata, and come
/// back where they were: <c>{ metadata: { a }, display_data: d } => { metadata: { a, taskdb_extra: { display_data: d } } }</c>.
/// </summary>
internal static class ExtraFields
{
    /// <summary>The name within the metadata.</summary>
    public const string Name = "taskdb_extra";

    /// <summary>The one extra field that IPython itself has.</summary>
    public const string DisplayData = "display_data";

    /// <summary>The extra fields within a task's metadata.</summary>
    public static Document Of(Document? metadata) =>
        metadata?[Name] is Document { Kind: DocumentKind.Object } extra ? extra : Document.Empty;

    /// <summary>The metadata as the hub wrote it.</summary>
    public static Document? Without(Document? metadata) => metadata is null || !metadata.ContainsKey(Name)
        ? metadata
        : Document.Of(metadata.Where(field => field.Key != Name).Select(field => (field.Key, (DocumentValue?)field.Value)));

    /// <summary>The metadata with these extra fields beside those that it has.</summary>
    public static Document With(Document? metadata, Document extra)
    {
        var all = Of(metadata).Where(field => !extra.ContainsKey(field.Key)).Concat(extra).ToList();
        return all.Count == 0
            ? metadata ?? Document.None
            : Document.Of(
                (Without(metadata) ?? Document.Empty).Select(field => (field.Key, (DocumentValue?)field.Value))
                    .Append((Name, Document.Of(all.Select(field => (field.Key, (DocumentValue?)field.Value))))));
    }
}
