using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using TaskDbLinq.Sqlite;

namespace TaskDbLinq.Sqlite.Tests.AnyRecordType.Shapes;

/// <summary>An ordinary context of <see cref="Animal"/>, in a database of its own in memory.</summary>
internal class AnimalContext(bool isRegistered) : DbContext
{
    public DbSet<Animal> Animals => Set<Animal>();

    public static AnimalContext Of(bool isRegistered, IEnumerable<Animal> animals)
    {
        var context = isRegistered ? new AnimalContext(true) : new PlainContext();
        context.Database.OpenConnection();
        context.Database.EnsureCreated();
        context.Animals.AddRange(animals);
        context.SaveChanges();
        context.ChangeTracker.Clear();
        return context;
    }

    /// <summary>All animals with all that they refer to, as EF Core makes them.</summary>
    public List<Animal> Load()
    {
        Set<Clinic>().Include(clinic => clinic.Rooms).Load();
        Set<Keeper>().Include(keeper => keeper.Clinic).Load();
        Set<Vet>().Include(vet => vet.Clinic).Include(vet => vet.Animals).Load();
        return [.. Animals.Include(animal => animal.Keepers).Include(animal => animal.Vet).OrderBy(animal => animal.Id)];
    }

    protected override void OnConfiguring(DbContextOptionsBuilder optionsBuilder)
    {
        optionsBuilder.UseSqlite("Data Source=:memory:");
        if (isRegistered)
        {
            optionsBuilder.UseMongoQueries();
        }
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        var animal = modelBuilder.Entity<Animal>();
        animal.Property(a => a.Id).ValueGeneratedNever();
        animal.Property(a => a.Mood).HasConversion<string>();
        animal.Property(a => a.FormerMood).HasConversion<string>();
        animal.Property(a => a.Code).HasConversion(code => code.Value, value => new AnimalCode(value));
        animal.Property(a => a.Grade).HasConversion<string>();
        animal.Property(a => a.Number)
            .HasConversion(new ValueConverter<AnimalNumber, long>(number => number.Value, value => new AnimalNumber(value)));
        animal.Property(a => a.Secret).HasConversion(text => Reversed(text!), text => Reversed(text));
        animal.Property(a => a.Tame).HasConversion(new BoolToStringConverter("N", "Y"));
        animal.Property(a => a.Token).HasConversion<string>();
        animal.Property(a => a.Price).HasConversion<double>();
        animal.Property(a => a.Born).HasConversion<long>();
        animal.Property(a => a.Seen).HasConversion(new DateTimeOffsetToBinaryConverter());
        animal.OwnsOne(a => a.Home, home => home.OwnsOne(place => place.Geo));
        animal.Navigation(a => a.Home).IsRequired();
        animal.OwnsOne(a => a.Resort);
        animal.OwnsOne(a => a.Chip);
        animal.OwnsMany(a => a.Doses, doses =>
        {
            doses.Property<int>("Id");
            doses.HasKey("Id");
        });
        animal.ComplexProperty(a => a.Body);
        animal.ComplexProperty(a => a.Collar);
        animal.OwnsOne(a => a.Card, card =>
        {
            card.ToJson();
            card.OwnsOne(c => c.Body);
            card.OwnsMany(c => c.Doses);
        });
        animal.OwnsMany(a => a.Events, events => events.ToJson());
        animal.ComplexProperty(a => a.Sheet, sheet => sheet.ToJson());
        animal.ComplexCollection(a => a.Steps, steps => steps.ToJson());
        animal.HasOne(a => a.Vet).WithMany(vet => vet.Animals);
        animal.HasMany(a => a.Keepers).WithMany(keeper => keeper.Animals);
    }

    private static string Reversed(string text) => string.Concat(text.Reverse());

    private sealed class PlainContext() : AnimalContext(false);
}
