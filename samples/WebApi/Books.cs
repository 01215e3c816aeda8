using Microsoft.EntityFrameworkCore;
using TaskDbLinq;

namespace WebApi;

public sealed class Book
{
    public int Id { get; set; }

    [AllowQuery]
    public required string Title { get; set; }

    [AllowQuery]
    public decimal Price { get; set; }

    [AllowQuery]
    public DateOnly? Published { get; set; }

    [AllowQuery]
    public List<string> Tags { get; set; } = [];

    [AllowQuery]
    public required Author Author { get; set; }

    /// <summary>For the house only: no filter names it.</summary>
    public bool IsDraft { get; set; }
}

[AllowQuery]
public sealed class Author
{
    public int Id { get; set; }

    public required string Name { get; set; }

    public string? Country { get; set; }

    /// <summary>For the house only, wherever an author is reached.</summary>
    [DenyQuery]
    public string? Phone { get; set; }
}

public sealed class BookContext(DbContextOptions<BookContext> options) : DbContext(options)
{
    public DbSet<Book> Books => Set<Book>();

    public DbSet<Author> Authors => Set<Author>();

    /// <summary>Creates the database, and fills it where it is new.</summary>
    public static void Fill(BookContext context)
    {
        if (!context.Database.EnsureCreated())
        {
            return;
        }

        var (ann, bob) = (new Author { Name = "Ann Ames", Country = "it", Phone = "1" }, new Author { Name = "Bob Burr" });
        context.AddRange(
            new Book { Title = "Axioms", Price = 12.5m, Published = new(2020, 1, 2), Tags = ["maths", "logic"], Author = ann },
            new Book { Title = "Bees", Price = 30, Published = new(2021, 5, 6), Tags = ["nature"], Author = bob },
            new Book { Title = "Curves", Price = 18, Published = new(2021, 5, 6), Tags = ["maths"], Author = ann },
            new Book { Title = "Dunes", Price = 9.99m, Published = null, Author = bob },
            new Book { Title = "Echoes", Price = 1, Author = ann, IsDraft = true });
        context.SaveChanges();
    }
}
