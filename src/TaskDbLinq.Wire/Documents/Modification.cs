using MongoDB.Bson;
using TaskDbLinq.MongoProtocol.Commands;
using TaskDbLinq.Records;

namespace TaskDbLinq.Wire.Documents;

/// <summary>
/// What an update does to a document: <c>$set</c>, <c>$unset</c> and <c>$setOnInsert</c> of whole fields and of paths in dict fields, or
/// another document in its place. Other operators are refused.
/// </summary>
internal sealed class Modification
{
    private readonly BsonDocument? _replacement;
    private readonly List<(string Path, BsonValue? Value)> _changes = [];
    private readonly List<(string Path, BsonValue? Value)> _onInsert = [];

    private Modification(BsonDocument? replacement) => _replacement = replacement;

    /// <summary>Whether it sets whole fields only, and none that holds more than one name's value.</summary>
    public bool IsByField => _replacement is null && _changes.All(change =>
        change.Value is not null && change.Path != TaskKey.Metadata
            && (change.Path == DocumentNames.Id || TaskFields.ByKey.ContainsKey(change.Path)));

    public bool IsReplacement => _replacement is not null;

    /// <summary>The id that it gives to a new task; null when it gives none.</summary>
    public BsonValue? NewId => _replacement is not null
        ? _replacement.GetValue(TaskKey.MsgId, null!)
        : _changes.Concat(_onInsert).Where(change => change.Path == TaskKey.MsgId).Select(change => change.Value).FirstOrDefault();

    /// <summary>The keys of a task that it looks at.</summary>
    public TaskKeys Keys => _replacement is not null || !IsByField
        ? TaskKeys.All
        : TaskKeys.Of(_changes.Select(change => DocumentNames.FieldOf(change.Path)!.Key).Distinct());

    /// <exception cref="CommandException">It does something else, or the same path twice.</exception>
    public static Modification Read(BsonValue update)
    {
        if (update is not BsonDocument document)
        {
            throw update is BsonArray
                ? Codes.NotSupported("an update by a pipeline")
                : new CommandException(Codes.FailedToParse, "Update argument must be either an object or an array");
        }

        if (document.ElementCount == 0 || !document.GetElement(0).Name.StartsWith('$'))
        {
            return document.Names.FirstOrDefault(name => name.StartsWith('$')) is { } odd
                ? throw new CommandException(
                    new(52, "DollarPrefixedFieldName"), $"The dollar ($) prefixed field '{odd}' is not allowed in a replacement")
                : new Modification(document);
        }

        var modification = new Modification(null);
        foreach (var (name, value) in document.Select(element => (element.Name, element.Value)))
        {
            modification.Add(name, value as BsonDocument ?? throw new CommandException(
                Codes.FailedToParse,
                $"Modifiers operate on fields but we found type {value.BsonType} instead. For example: {{$mod: {{<field>: ...}}}} "
                    + $"not {{{name}: {value}}}"));
        }

        return modification;
    }

    /// <summary>The document as it is afterwards.</summary>
    public BsonDocument Apply(BsonDocument before, bool isInsert = false)
    {
        var after = (BsonDocument)before.DeepClone();
        if (_replacement is not null)
        {
            after = new BsonDocument(before.Where(element => element.Name is DocumentNames.Id or TaskKey.MsgId));
            foreach (var element in _replacement)
            {
                Set(after, before, element.Name, element.Value);
            }

            return after;
        }

        foreach (var (path, value) in isInsert ? _changes.Concat(_onInsert) : _changes)
        {
            Set(after, before, path, value);
        }

        return after;
    }

    private void Add(string name, BsonDocument fields)
    {
        var target = name switch
        {
            "$set" or "$unset" => _changes,
            "$setOnInsert" => _onInsert,
            "$inc" or "$mul" or "$min" or "$max" or "$rename" or "$currentDate" or "$push" or "$pull" or "$pullAll" or "$pop"
                or "$addToSet" or "$bit" =>
                throw Codes.NotSupported($"the update operator {name}"),
            _ => throw new CommandException(Codes.FailedToParse,
                $"Unknown modifier: {name}. Expected a valid update modifier or pipeline-style update specified as an array"),
        };
        foreach (var (path, value) in fields.Select(element => (element.Name, element.Value)))
        {
            if (path.Split('.').FirstOrDefault(part => part.Length == 0 || part[0] == '$') is { } odd)
            {
                throw odd.Length == 0
                    ? new CommandException(new(56, "EmptyFieldName"), $"The update path '{path}' contains an empty field name")
                    : Codes.NotSupported($"the positional part '{odd}' of the update path '{path}'");
            }

            if (_changes.Concat(_onInsert).FirstOrDefault(change => Collide(change.Path, path)) is { Path: not null } other)
            {
                throw new CommandException(
                    new(40, "ConflictingUpdateOperators"), $"Updating the path '{path}' would create a conflict at '{other.Path}'");
            }

            target.Add((path, name == "$unset" ? null : value));
        }
    }

    private static bool Collide(string left, string right) =>
        left == right || left.StartsWith(right + ".", StringComparison.Ordinal) || right.StartsWith(left + ".", StringComparison.Ordinal);

    private static void Set(BsonDocument document, BsonDocument before, string path, BsonValue? value)
    {
        var names = path.Split('.');
        if (names[0] is DocumentNames.Id or TaskKey.MsgId)
        {
            KeepId(before, path, value);
            return;
        }

        if (names.Length > 1 && TaskFields.ByKey.TryGetValue(names[0], out var field) && field.Kind != TaskFieldKind.Dict)
        {
            throw new CommandException(
                new(28, "PathNotViable"), $"Cannot create field '{names[1]}' in element {{{names[0]}: ...}}, which is no object");
        }

        var target = document;
        foreach (var name in names[..^1])
        {
            var inner = target.GetValue(name, BsonNull.Value);
            if (inner.IsBsonNull && value is null)
            {
                return;
            }

            // A dict field that is unset is null in every document here, and is no obstacle.
            inner = inner.IsBsonNull && target == document ? new BsonDocument() : target.Contains(name) ? inner : new BsonDocument();
            target[name] = inner;
            target = inner as BsonDocument ?? throw (inner is BsonArray
                ? Codes.NotSupported($"the update path '{path}', which leads into an array")
                : new CommandException(new(28, "PathNotViable"), $"Cannot create field in element {{{name}: {inner}}}"));
        }

        if (value is null)
        {
            target.Remove(names[^1]);
        }
        else
        {
            target[names[^1]] = value;
        }
    }

    /// <summary>A hub writes back what it has read, <c>_id</c> with it: as long as it is the same, there is nothing to do.</summary>
    private static void KeepId(BsonDocument before, string path, BsonValue? value)
    {
        if (value is null || (before.TryGetValue(path, out var there) && there != value))
        {
            throw new CommandException(
                Codes.ImmutableField, $"Performing an update on the path '{path}' would modify the immutable field '{path}'");
        }
    }
}
