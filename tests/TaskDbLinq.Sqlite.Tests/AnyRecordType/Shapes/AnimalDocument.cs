using TaskDbLinq.Values;

namespace TaskDbLinq.Sqlite.Tests.AnyRecordType.Shapes;

/// <summary>An animal as MongoDB would hold it: what is null is missing, as a filter sees it in a typed record.</summary>
internal static class AnimalDocument
{
    public static Document Of(Animal animal) => Fields(
        ("name", animal.Name),
        ("tags", List(animal.Tags, tag => tag)),
        ("marks", List(animal.Marks, mark => mark)),
        ("moods", List(animal.Moods, mood => Name(mood))),
        ("mood", Name(animal.Mood)),
        ("formerMood", animal.FormerMood is { } mood ? Name(mood) : null),
        ("code", animal.Code.Value),
        ("number", animal.Number?.Value),
        ("secret", animal.Secret),
        ("tame", animal.Tame),
        ("token", animal.Token),
        ("price", animal.Price),
        ("born", new DocumentDate(animal.Born)),
        ("seen", new DocumentDate(animal.Seen.UtcDateTime)),
        ("link", animal.Link?.ToString()),
        ("grade", animal.Grade),
        ("home", Of(animal.Home)),
        ("resort", Of(animal.Resort)),
        ("chip", Of(animal.Chip)),
        ("doses", List(animal.Doses, Of)),
        ("body", Of(animal.Body)),
        ("collar", Of(animal.Collar)),
        ("card", Of(animal.Card)),
        ("events", List(animal.Events, Of)),
        ("sheet", Of(animal.Sheet)),
        ("steps", List(animal.Steps, Of)),
        ("vet", Of(animal.Vet)),
        ("keepers", List(
            animal.Keepers,
            keeper => Fields(("name", keeper.Name), ("clinic", Of(keeper.Clinic)), ("animals", List(keeper.Animals, Named))))));

    private static Document? Of(Place? place) =>
        place is null ? null : Fields(("street", place.Street), ("zip", place.Zip), ("geo", Of(place.Geo)));

    private static Document? Of(Spot? spot) => spot is null ? null : Fields(("street", spot.Street), ("zip", spot.Zip));

    private static Document? Of(Body? body) => body is null ? null : Fields(("weight", body.Weight), ("coat", body.Coat));

    private static Document? Of(Chip? chip) => chip is null ? null : Fields(("maker", chip.Maker), ("size", chip.Size));

    private static Document Of(Dose dose) => Fields(("drug", dose.Drug), ("amount", dose.Amount));

    private static Document? Of(Card? card) => card is null ? null : Fields(
        ("note", card.Note), (
            "score", card.Score), ("body", Of(card.Body)), ("doses", List(card.Doses, Of)), ("words", List(card.Words, word => word)));

    private static Document? Of(Vet? vet) =>
        vet is null ? null : Fields(("name", vet.Name), ("clinic", Of(vet.Clinic)), ("animals", List(vet.Animals, Named)));

    private static Document? Of(Clinic? clinic) =>
        clinic is null ? null : Fields(("city", clinic.City), ("rooms", List(clinic.Rooms, room => Fields(("kind", room.Kind)))));

    private static Document Named(Animal animal) => Fields(("name", animal.Name), ("marks", List(animal.Marks, mark => mark)));

    private static DocumentValue Name(Mood mood) => mood switch { Mood.Calm => "calm", Mood.Wild => "wild", _ => "VeryWild" };

    private static DocumentArray? List<T>(IEnumerable<T>? items, Func<T, DocumentValue?> value) =>
        items is null ? null : DocumentArray.Of(items.Select(item => value(item) ?? DocumentValue.Null));

    private static Document Fields(params (string Name, DocumentValue? Value)[] fields) =>
        Document.Of(fields.Where(field => field.Value is { IsNull: false }));
}
