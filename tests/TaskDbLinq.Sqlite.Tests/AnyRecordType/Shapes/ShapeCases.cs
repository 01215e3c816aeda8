namespace TaskDbLinq.Sqlite.Tests.AnyRecordType.Shapes;

/// <summary>The paths of each shape, and the operands of each path.</summary>
internal static class ShapeCases
{
    private static readonly object[] Texts = ["a", "c", "d", "e", "x-ray", "fido", "Rome", ""];
    private static readonly object[] Numbers = [1, 5, 7, 5.0, 2.5, -1, 300_000_000_000];
    private static readonly object[] Moods = ["calm", "VeryWild", 1];

    /// <summary>Each shape with its paths. A path that ends at an object or at a list of objects has no operands.</summary>
    public static IReadOnlyDictionary<string, (string Path, object[] Operands)[]> Paths { get; } =
        new Dictionary<string, (string, object[])[]>
        {
            ["list"] = [("tags", Texts), ("marks", Numbers), ("moods", Moods)],
            ["owned"] =
        [
            ("home.street", ["s", "S", ""]), ("home.zip", Numbers), ("home.geo", []), ("home.geo.weight", [3, 5]), ("resort", []),
            ("resort.street", ["r"]), ("resort.zip", Numbers),
            ("chip", []), ("chip.maker", ["m", "z"]), ("chip.size", [2]), ("doses", []), ("doses.drug", Texts), ("doses.amount", Numbers),
        ],
            ["complex"] =
        [
            ("body.weight", Numbers), ("body.coat", ["b", "c", "C"]), ("collar", []), ("collar.maker", ["m", ""]),
            ("collar.size", Numbers),
        ],
            ["json"] =
        [
            ("card", []), ("card.note", ["n", "N"]), ("card.score", [5, 0, 5.0, 2.5]), ("card.body", []), ("card.body.weight", [1]),
            ("card.body.coat", ["c"]), ("card.doses", []),
            ("card.doses.drug", Texts), ("card.doses.amount", Numbers), ("card.words", Texts), ("events", []), ("events.drug", Texts),
            ("events.amount", Numbers), ("sheet.weight", Numbers),
            ("sheet.coat", ["c", "C"]), ("steps", []), ("steps.drug", Texts), ("steps.amount", Numbers),
        ],
            ["converted"] =
        [
            ("code", ["A-1", "B", ""]), ("code.value", ["A-1", "B", ""]), ("grade", [9, 10, 5, -1, 2.5]),
            ("number", [7, 300_000_000_000, 5.0]), ("secret", ["ab", "ba", ""]), ("tame", [true, false]),
            ("token", ["01234567-89ab-cdef-0123-456789abcdef"]),
            ("price", [9.99, 10, 0, -1]), ("born", [Day(1), Day(2)]), ("seen", [Day(1), Day(2).AddHours(1)]),
            ("link", ["http://example.org/a#1", "http://example.org/a", "a/b"]),
        ],
            ["enum as text"] = [("mood", Moods), ("formerMood", Moods)],
            ["navigation"] =
        [
            ("vet", []), ("vet.name", ["ann"]), ("vet.clinic", []), ("vet.clinic.city", ["Rome"]), ("vet.clinic.rooms", []),
            ("vet.clinic.rooms.kind", ["x-ray", "a"]), ("vet.animals", []),
            ("vet.animals.name", ["fido", "rex", "tom"]), ("vet.animals.marks", Numbers), ("keepers", []), ("keepers.name", ["bob", "cy"]),
            ("keepers.clinic.city", ["Rome"]),
            ("keepers.clinic.rooms", []), ("keepers.clinic.rooms.kind", ["x-ray"]), ("keepers.animals.name", ["fido", "mia"]),
        ],
        };

    public static DateTime Day(int day) => new(2026, 1, day, 0, 0, 0, DateTimeKind.Utc);

    /// <summary>Every condition on a path, in an order that never changes.</summary>
    public static IEnumerable<object?> Conditions(string path, object[] operands)
    {
        yield return null;
        yield return Of("$ne", null);
        yield return Of("$exists", true);
        yield return Of("$exists", false);
        yield return Of("$in", new object?[] { null });
        yield return Of("$size", 2);
        yield return Of("$size", 0);
        yield return Of("$not", Of("$size", 1));
        yield return Of("$type", "array");
        foreach (var operand in operands)
        {
            foreach (var comparison in new[] { "$eq", "$ne", "$gt", "$gte", "$lt", "$lte" })
            {
                yield return Of(comparison, operand);
                yield return Of("$elemMatch", Of(comparison, operand));
                yield return Of("$not", Of(comparison, operand));
            }

            yield return Of("$in", new[] { operand, null });
            yield return Of("$nin", new[] { operand, operands[0] });
            yield return Of("$all", new[] { operand, operands[0] });
            yield return Of("$elemMatch", new Dictionary<string, object?> { ["$gte"] = operands[0], ["$lt"] = operand });
        }

        yield return Of("$mod", new object[] { 2, 1 });
        yield return Of("$regex", "^[a-s]");
        yield return Of("$not", Of("$regex", "^[A-S]"));
        yield return Of("$elemMatch", Of("$regex", "^[a-s]"));
        if (path is "doses" or "events" or "steps" or "card.doses")
        {
            yield return Of("$elemMatch", new Dictionary<string, object?> { ["drug"] = "d", ["amount"] = Of("$lt", 5) });
            yield return Of("$elemMatch", new Dictionary<string, object?> { ["drug"] = null, ["amount"] = Of("$gte", 5) });
            yield return Of("$elemMatch", Of("drug", Of("$ne", "e")));
            yield return Of("$not", Of("$elemMatch", Of("amount", Of("$in", new[] { 5, 7 }))));
        }

        if (path is "vet.animals" or "keepers")
        {
            yield return Of("$elemMatch", new Dictionary<string, object?> { ["name"] = Of("$gt", "b") });
            yield return Of("$elemMatch", Of("name", Of("$nin", new[] { "fido", "bob" })));
        }
    }

    private static Dictionary<string, object?> Of(string name, object? operand) => new() { [name] = operand };
}
