namespace TaskDbLinq.Sqlite.Tests.AnyRecordType.Shapes;

/// <summary>Animals with every shape full, empty and missing.</summary>
internal static class Animals
{
    public static List<Animal> Create()
    {
        var clinic = new Clinic { City = "Rome", Rooms = [new() { Kind = "x-ray" }, new()] };
        var full = new Vet { Name = "ann", Clinic = clinic };
        var alone = new Vet { Name = null, Clinic = new() { City = null } };
        var idle = new Keeper { Name = "bob" };
        var busy = new Keeper { Name = "cy", Clinic = clinic };
        List<Animal> animals = [Fido(full, busy, idle), Rex(full, idle), Tom(alone), Ina(), Mia(busy)];
        foreach (var animal in animals)
        {
            animal.Vet?.Animals.Add(animal);
            animal.Keepers.ForEach(keeper => keeper.Animals.Add(animal));
        }

        return animals;
    }

    private static Animal Fido(Vet vet, params List<Keeper> keepers) => new()
    {
        Id = 1,
        Name = "fido",
        Tags = ["a", null],
        Marks = [1, 5],
        Moods = [Mood.Calm, Mood.VeryWild],
        Mood = Mood.Wild,
        FormerMood = Mood.VeryWild,
        Code = new("A-1"),
        Grade = 9,
        Number = new(7),
        Secret = "ab",
        Tame = true,
        Token = new Guid("01234567-89ab-cdef-0123-456789abcdef"),
        Price = 9.99m,
        Born = ShapeCases.Day(1),
        Seen = new(2026, 1, 2, 2, 0, 0, TimeSpan.FromHours(1)),
        Link = new("http://Example.org/a#1"),
        Home = new() { Street = "s", Zip = 5, Geo = new() { Weight = 3, Coat = "c" } },
        Resort = new() { Street = "r" },
        Chip = new() { Maker = "m", Size = 2 },
        Doses = [new() { Drug = "d", Amount = 1 }, new() { Amount = 7 }],
        Body = new() { Weight = 5, Coat = "b" },
        Collar = new() { Maker = "m" },
        Card = new() { Note = "n", Score = 5, Body = new() { Weight = 1 }, Doses = [new() { Drug = "d", Amount = 5 }], Words = ["a", "w"] },
        Events = [new() { Drug = "d", Amount = 1 }, new() { Amount = 7 }],
        Sheet = new() { Weight = 5 },
        Steps = [new() { Drug = "d", Amount = 5 }],
        Vet = vet,
        Keepers = keepers,
    };

    private static Animal Rex(Vet vet, params List<Keeper> keepers) => new()
    {
        Id = 2,
        Name = "rex",
        Tags = null,
        Mood = Mood.Calm,
        Code = new("A-2"),
        Grade = 10,
        Number = new(300_000_000_000),
        Secret = "ba",
        Price = 10,
        Born = ShapeCases.Day(2),
        Seen = new(2026, 1, 2, 0, 0, 0, TimeSpan.FromHours(-1)),
        Link = new("a/b", UriKind.Relative),
        Home = new() { Geo = new() { Weight = 3 } },
        Resort = new() { Zip = 1 },
        Doses = [new() { Drug = "e", Amount = 5 }],
        Body = new() { Coat = "c" },
        Card = new() { Note = null, Body = null },
        Sheet = new() { Coat = "c" },
        Steps = [new() { Drug = null, Amount = 1 }, new() { Drug = "e", Amount = 7 }],
        Vet = vet,
        Keepers = keepers,
    };

    private static Animal Tom(Vet vet) => new()
    {
        Id = 3,
        Name = "tom",
        Tags = [],
        Marks = [5],
        Moods = [Mood.Wild],
        Mood = Mood.VeryWild,
        FormerMood = Mood.Calm,
        Code = new(""),
        Grade = -1,
        Secret = "",
        Price = -1,
        Seen = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero),
        Link = new("http://example.org/a"),
        Collar = new() { Maker = "", Size = 5 },
        Card = new() { Score = 0, Body = new() { Coat = "c" }, Doses = [new(), new() { Drug = "e", Amount = 1 }], Words = [] },
        Vet = vet,
    };

    private static Animal Ina() => new()
    {
        Id = 4,
        Name = "ina",
        Tags = ["a", "b"],
        Marks = [7, 7, 9],
        Mood = Mood.Calm,
        FormerMood = Mood.Wild,
        Code = new("B"),
        Grade = 5,
        Number = new(5),
        Tame = true,
        Home = new() { Street = "S", Zip = -1 },
        Chip = new() { Maker = "z" },
        Events = [new() { Drug = "e", Amount = 5 }],
    };

    private static Animal Mia(params List<Keeper> keepers) => new()
    {
        Id = 5,
        Name = "mia",
        Tags = [null],
        Marks = [-1],
        Mood = Mood.Wild,
        Code = new("A-10"),
        Keepers = keepers,
        Sheet = new() { Weight = 1, Coat = "C" },
    };
}
