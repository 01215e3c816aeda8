using MongoDB.Bson;
using TaskDbLinq.Wire.Documents;

namespace TaskDbLinq.Wire.Aggregation;

/// <summary>Which fields of a task a pipeline looks at, so that the others, the buffers above all, are not read for nothing.</summary>
internal static class Needs
{
    /// <summary>The keys; all of them, where whole documents come out at the end, or are looked at as a whole.</summary>
    public static TaskKeys Of(IEnumerable<BsonElement> stages)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var stage in stages)
        {
            if (!Collect(stage.Value, names))
            {
                return TaskKeys.All;
            }

            // Behind these there is nothing left of the documents but what they name.
            if (stage.Name is "$group" or "$count"
                || (stage.Name == "$project" && stage.Value is BsonDocument projection && !Excludes(projection)))
            {
                return TaskKeys.Of(names.Select(name => DocumentNames.FieldOf(name)?.Key).OfType<string>().Distinct());
            }
        }

        return TaskKeys.All;
    }

    private static bool Excludes(BsonDocument projection) =>
        projection.All(element => element.Name == DocumentNames.Id
            || ((element.Value is BsonBoolean || element.Value.IsNumeric) && !element.Value.ToBoolean()));

    /// <returns>False when a whole document is looked at.</returns>
    private static bool Collect(BsonValue value, HashSet<string> names)
    {
        switch (value)
        {
            case BsonString { Value: ['$', '$', ..] }:
                return false;
            case BsonString { Value: ['$', .. var path] }:
                names.Add(First(path));
                return true;
            case BsonDocument document:
                foreach (var element in document)
                {
                    names.Add(First(element.Name));
                    if (!Collect(element.Value, names))
                    {
                        return false;
                    }
                }

                return true;
            case BsonArray array:
                return array.All(item => Collect(item, names));
            default:
                return true;
        }
    }

    private static string First(string path) => path.Split('.')[0];
}
