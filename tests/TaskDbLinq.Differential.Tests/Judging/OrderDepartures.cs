using System.Globalization;

namespace TaskDbLinq.Differential.Tests.Judging;

/// <summary>
/// The orders in which the engine departs from MongoDB, as docs/engine-departures.md lists them: it counts an empty array as null, or not
/// at all beside others, and takes an array at or behind a position for null. A position that is also a
/// name in the array's documents is an error in MongoDB.
/// </summary>
public static class OrderDepartures
{
    /// <summary>Whether a path meets such an array in some record.</summary>
    public static bool Has(IEnumerable<Dictionary<string, object?>> records, string path) =>
        records.Any(record => Meets(record, path.Split('.'), isBehind: false));

    private static bool Meets(object? value, ReadOnlySpan<string> names, bool isBehind)
    {
        switch (value)
        {
            case List<object?> { Count: 0 }:
            case List<object?> when isBehind:
                return true;
            case Dictionary<string, object?> fields when !names.IsEmpty:
                return Meets(fields.GetValueOrDefault(names[0]), names[1..], isBehind);
            case List<object?> items when !names.IsEmpty:
                if (int.TryParse(names[0], NumberStyles.None, CultureInfo.InvariantCulture, out var at) && at < items.Count)
                {
                    var name = names[0];
                    return items.Exists(item => item is Dictionary<string, object?> fields && fields.ContainsKey(name))
                        || Meets(items[at], names[1..], isBehind: true);
                }

                foreach (var item in items)
                {
                    if (item is Dictionary<string, object?> && Meets(item, names, isBehind))
                    {
                        return true;
                    }
                }

                return false;
            default:
                return false;
        }
    }
}
