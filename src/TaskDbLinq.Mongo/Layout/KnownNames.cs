using System.Text;
using MongoDB.Bson.IO;
using TaskDbLinq.Records;

namespace TaskDbLinq.Mongo.Layout;

/// <summary>
/// The names that nearly every task's document holds: a task's keys, and those of IPython's messages. They are told by
/// their bytes, without making a string each time; any other name is read as it is.
/// </summary>
internal static class KnownNames
{
    private static readonly BsonTrie<string> Names = Build(
    [
        .. TaskFields.ByKey.Keys, DisplayData.Name,
        "username", "session", "date", "version", "msg_type", "after", "follow", "timeout", "retries", "targets", "track", "status",
        "engine", "dependencies_met", "is_broadcast", "code", "silent", "ename", "evalue", "traceback", "engine_info", "engine_id",
        "data", "text/plain", "execution_count",
    ]);

    /// <summary>The decoder of all readers: unlike the driver's it keeps nothing of what it read.</summary>
    public static INameDecoder Decoder { get; } = new NameDecoder();

    private static BsonTrie<string> Build(IEnumerable<string> names)
    {
        var trie = new BsonTrie<string>();
        foreach (var name in names)
        {
            trie.Add(name, name);
        }

        return trie;
    }

    private sealed class NameDecoder : INameDecoder
    {
        public string Decode(BsonStream stream, UTF8Encoding encoding)
        {
            var bytes = stream.ReadCStringBytes();
            return Names.TryGetValue(bytes, out var name) ? name : encoding.GetString(bytes);
        }

        public void Inform(string name)
        {
        }
    }
}
