namespace TaskDbLinq.Sqlite.Tests.AnyRecordType.Shapes;

/// <summary>A record with a property of every shape that a model knows beside scalars.</summary>
public sealed class Animal
{
    public int Id { get; set; }

    public string Name { get; set; } = string.Empty;

    public List<string?>? Tags { get; set; } = [];

    public List<int> Marks { get; set; } = [];

    public List<Mood> Moods { get; set; } = [];

    public Mood Mood { get; set; }

    public Mood? FormerMood { get; set; }

    public AnimalCode Code { get; set; }

    /// <summary>A number that is kept as text.</summary>
    public int Grade { get; set; }

    public AnimalNumber? Number { get; set; }

    /// <summary>A string that is written backward.</summary>
    public string? Secret { get; set; }

    public bool Tame { get; set; }

    public Guid Token { get; set; }

    /// <summary>A decimal that is kept as a double.</summary>
    public decimal Price { get; set; }

    public DateTime Born { get; set; }

    public DateTimeOffset Seen { get; set; }

    public Uri? Link { get; set; }

    public Place Home { get; set; } = new();

    /// <summary>An optional object whose members can all be null: EF Core keeps it as no object then.</summary>
    public Spot? Resort { get; set; }

    public Chip? Chip { get; set; }

    public List<Dose> Doses { get; set; } = [];

    public Body Body { get; set; } = new();

    public Chip? Collar { get; set; }

    public Card? Card { get; set; }

    public List<Dose> Events { get; set; } = [];

    public Body Sheet { get; set; } = new();

    public List<Dose> Steps { get; set; } = [];

    public Vet? Vet { get; set; }

    public List<Keeper> Keepers { get; set; } = [];
}

public enum Mood
{
    Calm,
    Wild,
    VeryWild,
}

/// <summary>An id with a type of its own.</summary>
public readonly record struct AnimalCode(string Value);

public readonly record struct AnimalNumber(long Value);

public sealed class Place
{
    public string? Street { get; set; }

    public int? Zip { get; set; }

    public Body? Geo { get; set; }
}

public sealed class Spot
{
    public string? Street { get; set; }

    public int? Zip { get; set; }
}

public sealed class Body
{
    public int? Weight { get; set; }

    public string? Coat { get; set; }
}

public sealed class Chip
{
    public string Maker { get; set; } = string.Empty;

    public int? Size { get; set; }
}

public sealed class Dose
{
    public string? Drug { get; set; }

    public int Amount { get; set; }
}

/// <summary>What is kept in a column of JSON.</summary>
public sealed class Card
{
    public string? Note { get; set; }

    public int? Score { get; set; }

    public Body? Body { get; set; }

    public List<Dose> Doses { get; set; } = [];

    public List<string> Words { get; set; } = [];
}

public sealed class Vet
{
    public int Id { get; set; }

    public string? Name { get; set; }

    public Clinic? Clinic { get; set; }

    public List<Animal> Animals { get; set; } = [];
}

public sealed class Clinic
{
    public int Id { get; set; }

    public string? City { get; set; }

    public List<Room> Rooms { get; set; } = [];
}

public sealed class Room
{
    public int Id { get; set; }

    public string? Kind { get; set; }
}

public sealed class Keeper
{
    public int Id { get; set; }

    public string Name { get; set; } = string.Empty;

    public Clinic? Clinic { get; set; }

    public List<Animal> Animals { get; set; } = [];
}
