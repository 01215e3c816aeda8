using MongoDB.Bson;
using TaskDbLinq.MongoProtocol.Commands;
using TaskDbLinq.Records;

namespace TaskDbLinq.Wire.Documents;

/// <summary>Which parts of the documents are answered: those that are named, or all but those.</summary>
internal sealed class Projection
{
    private readonly bool _includes;
    private readonly PathTree _paths;
    private TaskKeys? _keys;
    private ShownFields? _shown;

    private Projection(bool includes, PathTree paths, bool withId)
    {
        (_includes, _paths, WithId) = (includes, paths, withId);
        IsByField = paths.Children.Values.All(child => child.IsLeaf);
    }

    /// <summary>Everything.</summary>
    public static Projection All { get; } = new(includes: false, new PathTree(), withId: true);

    public bool WithId { get; }

    /// <summary>Whether only whole fields are named, so that none has to be taken apart.</summary>
    public bool IsByField { get; }

    /// <summary>The keys of a task that are needed for it.</summary>
    public TaskKeys Keys => _keys ??= _includes
        ? TaskKeys.Of(_paths.Children.Keys.Select(name => DocumentNames.FieldOf(name)?.Key).OfType<string>().Distinct())
        : _paths.Children.Count == 0 ? TaskKeys.All
        : TaskKeys.Of(TaskFields.All.Select(known => known.Key).Where(key => key == TaskKey.Metadata || Shows(key)));

    /// <exception cref="CommandException">It is none, or computes something.</exception>
    public static Projection Read(BsonDocument? projection)
    {
        if (projection is null || projection.ElementCount == 0)
        {
            return All;
        }

        bool? includes = null;
        bool? id = null;
        var paths = new PathTree();
        foreach (var (name, value) in projection.Select(element => (element.Name, element.Value)))
        {
            var isShown = value is BsonBoolean || value.IsNumeric ? value.ToBoolean()
                : throw Codes.NotSupported($"projection.{name}: a projection that computes");
            if (name == DocumentNames.Id)
            {
                id = isShown;
                continue;
            }

            if (includes is { } before && before != isShown)
            {
                throw isShown
                    ? new CommandException(Codes.InclusionInExclusion, $"Cannot do inclusion on field {name} in exclusion projection")
                    : new CommandException(Codes.ExclusionInInclusion, $"Cannot do exclusion on field {name} in inclusion projection");
            }

            includes = isShown;
            Add(paths, name);
        }

        return new Projection(includes ?? id ?? false, paths, id ?? true);
    }

    /// <summary>Whether a document has the field, whole or in parts.</summary>
    public bool Shows(string name) => _paths.Children.TryGetValue(name, out var child) ? _includes || !child.IsLeaf : !_includes;

    /// <summary>The fields of rows of some keys; a projection that is kept asks for the same keys each time.</summary>
    public ShownFields Of(TaskKeys keys) =>
        _shown is { } shown && ReferenceEquals(shown.Keys, keys) ? shown : _shown = new ShownFields(this, keys);

    /// <summary>A whole document, with <c>_id</c> or without it, with only those parts.</summary>
    public BsonDocument Apply(BsonDocument document)
    {
        var result = (BsonDocument)Apply(document, _paths)!;
        if (WithId && document.TryGetValue(DocumentNames.Id, out var id))
        {
            result.Remove(DocumentNames.Id);
            result.InsertAt(0, new BsonElement(DocumentNames.Id, id));
        }
        else
        {
            result.Remove(DocumentNames.Id);
        }

        return result;
    }

    private BsonValue? Apply(BsonValue value, PathTree tree) => value switch
    {
        BsonDocument document => new BsonDocument(
            from element in document
            let inner = tree.Children.TryGetValue(element.Name, out var child)
                ? (child.IsLeaf ? Kept(element.Value) : Apply(element.Value, child))
                : Rest(element.Value)
            where inner is not null
            select new BsonElement(element.Name, inner)),
        BsonArray array => new BsonArray(array.Select(item => Apply(item, tree)).OfType<BsonValue>()),

        // A value that is neither has no such fields.
        _ => Rest(value),
    };

    /// <summary>A value that is named.</summary>
    private BsonValue? Kept(BsonValue value) => _includes ? value : null;

    /// <summary>A value that is not.</summary>
    private BsonValue? Rest(BsonValue value) => _includes ? null : value;

    private static void Add(PathTree tree, string path)
    {
        var names = path.Split('.');
        if (names.Any(name => name.Length == 0 || name.StartsWith('$')))
        {
            throw CommandException.BadValue($"projection.{path}: not a path of field names");
        }

        foreach (var (at, name) in names.Index())
        {
            var isLast = at == names.Length - 1;
            var isThere = tree.Children.TryGetValue(name, out var child);
            if (isThere && (isLast || child!.IsLeaf))
            {
                throw new CommandException(Codes.PathCollision, $"Path collision at {path}");
            }

            tree = isThere ? child! : tree.Children[name] = new PathTree { IsLeaf = isLast };
        }
    }

    private sealed class PathTree
    {
        public Dictionary<string, PathTree> Children { get; } = new(StringComparer.Ordinal);

        public bool IsLeaf { get; init; }
    }
}
