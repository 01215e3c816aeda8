using System.Globalization;
using System.Text.RegularExpressions;
using MongoDB.Bson;
using TaskDbLinq.Records;
using TaskDbLinq.Values;

namespace TaskDbLinq.Differential.Tests.Generating;

/// <summary>The generated trees as each side takes them. The BSON is made here, from the trees, and by nothing that is tested.</summary>
public static class Trees
{
    private const string MomentFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

    public static TaskRecord ToTask(Dictionary<string, object?> record)
    {
        var task = new TaskRecord { MsgId = (string)record[Fields.Id]! };
        foreach (var (key, value) in record)
        {
            var field = TaskFields.ByKey[key];
            task = field.With(task, field.Kind switch
            {
                TaskFieldKind.Dict => value is null ? null : ToValue(value),
                TaskFieldKind.Buffers => BufferList.Of(((List<object?>)value!).Cast<byte[]>()),
                _ => value,
            });
        }

        return task;
    }

    public static DocumentValue ToValue(object? value) => value switch
    {
        null => DocumentValue.Null,
        string text => text,
        bool flag => flag,
        int number => number,
        long number => number,
        double number => number,
        decimal number => number,
        DateTime moment => moment,
        Guid guid => guid,
        Dictionary<string, object?> fields => Document.Of(fields.Select(field => (field.Key, (DocumentValue?)ToValue(field.Value)))),
        List<object?> items => DocumentArray.Of(items.Select(ToValue)),
        _ => throw new InvalidOperationException($"No value of a task: {value}"),
    };

    /// <summary>The tree as a caller hands it over: wrappers become what they stand for.</summary>
    public static object? ToInput(object? value) => value switch
    {
        Pattern pattern => new Regex(pattern.Text, pattern.Options.Length > 0 ? RegexOptions.IgnoreCase : RegexOptions.None),
        MomentText text => text.Moment.ToString(MomentFormat, CultureInfo.InvariantCulture),
        Dictionary<string, object?> fields => ToInput(fields),
        List<object?> items => items.Select(ToInput).ToList(),
        _ => value,
    };

    public static Dictionary<string, object?> ToInput(Dictionary<string, object?> fields) =>
        fields.ToDictionary(field => field.Key, field => ToInput(field.Value));

    public static BsonValue ToBson(object? value) => value switch
    {
        null => BsonNull.Value,
        string text => text,
        bool flag => (BsonBoolean)flag,
        int number => number,
        long number => number,
        double number => number,
        decimal number => new BsonDecimal128(number),
        DateTime moment => new BsonDateTime(moment),
        Guid guid => new BsonBinaryData(guid, GuidRepresentation.Standard),
        byte[] bytes => bytes,
        Pattern pattern => new BsonRegularExpression(pattern.Text, pattern.Options),
        MomentText text => new BsonDateTime(text.Moment),
        Dictionary<string, object?> fields => ToBson(fields),
        List<object?> items => new BsonArray(items.Select(ToBson)),
        _ => throw new InvalidOperationException($"No BSON value: {value}"),
    };

    public static BsonDocument ToBson(Dictionary<string, object?> fields) =>
        new(fields.Select(field => new BsonElement(field.Key, ToBson(field.Value))));

    /// <summary>The filter as MongoDB's own language has it: IPython's two operators become those that they stand for.</summary>
    public static BsonValue ToNative(object? value) => value switch
    {
        Dictionary<string, object?> fields => new BsonDocument(fields.SelectMany(Native)),
        List<object?> items => new BsonArray(items.Select(ToNative)),
        _ => ToBson(value),
    };

    /// <summary>For reading: Extended JSON, canonical.</summary>
    public static string Show(Dictionary<string, object?> tree) =>
        ToBson(tree).ToJson(new MongoDB.Bson.IO.JsonWriterSettings { OutputMode = MongoDB.Bson.IO.JsonOutputMode.CanonicalExtendedJson });

    private static IEnumerable<BsonElement> Native(KeyValuePair<string, object?> field) => field.Key switch
    {
        "$ge" => [new BsonElement("$gt", ToNative(field.Value))],
        "$glob" => [new BsonElement("$regex", "^(?:" + FnMatch((string)field.Value!) + ")\\z"), new BsonElement("$options", "s")],
        _ => [new BsonElement(field.Key, ToNative(field.Value))],
    };

    /// <summary>As Python's fnmatch.translate does it, for the patterns of the alphabet.</summary>
    private static string FnMatch(string glob) => Regex.Replace(glob, @"\*|\?|\[[^\]]+\]|.", token => token.Value switch
    {
        "*" => ".*",
        "?" => ".",
        ['[', '!', .. var rest] => "[^" + rest,
        ['[', ..] => token.Value,
        _ => Regex.Escape(token.Value),
    });
}
