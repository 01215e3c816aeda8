using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using TaskDbLinq;
using Xunit;

namespace Shop.Marked;

/// <summary>The attributes and the controller of docs/recipes.md, compiled and run; samples/WebApi has the same behind HTTP.</summary>
[Collection(nameof(CurrentFolder))]
public sealed class ControllerSnippets
{
    [Fact]
    public async Task A_controller_answers_what_the_marks_leave_open()
    {
        var options = FindOptions.Default.AllowMarked<Book>();
        Assert.Throws<QueryException>(() => FindQuery.Parse("""{ "filter": { "author.phone": "1" } }""", options));
        await using var context = new BookContext(
            new DbContextOptionsBuilder<BookContext>().UseSqlite("Data Source=:memory:").UseMongoQueries().Options);
        await context.Database.OpenConnectionAsync(TestContext.Current.CancellationToken);
        await context.Database.EnsureCreatedAsync(TestContext.Current.CancellationToken);
        context.Add(new Book { Title = "Axioms", Price = 12, Author = new Author { Name = "Ann", Phone = "1" } });
        await context.SaveChangesAsync(TestContext.Current.CancellationToken);
        var controller = new BooksController(context)
        {
            ControllerContext = new() { HttpContext = new Microsoft.AspNetCore.Http.DefaultHttpContext() },
        };
        var page = await controller.Find(
            new FindRequest(FindQuery.Parse("""{ "filter": { "author.name": "Ann" } }""", options), options));
        Assert.Equal(["title", "price"], page.Items.Single().Keys);
    }

    [Fact]
    public void Controllers_are_registered()
    {
        var builder = WebApplication.CreateBuilder();
        builder.Services.AddControllers();
        builder.Services.AddQueryProblemDetails();
        builder.Services.AddOpenApi(options => options.DescribeFinds());     // the questions, by the schema of what is open
        Assert.Contains(builder.Services, service => service.ServiceType.Name == "IProblemDetailsService");
    }
}

public sealed class Book
{
    public int Id { get; set; }

    [AllowQuery]
    public string Title { get; set; } = "";

    [AllowQuery]
    public decimal Price { get; set; }

    [AllowQuery]
    public Author? Author { get; set; }                              // author.name, and not author.phone
}

[AllowQuery]
public sealed class Author
{
    public int Id { get; set; }

    public string Name { get; set; } = "";

    [DenyQuery]
    public string? Phone { get; set; }
}

[ApiController]
[Route("books")]
public sealed class BooksController(BookContext context) : ControllerBase
{
    [HttpGet]
    [HttpPost]
    [FindOver<Book>(MaxLimit = 50, Nodes = 50, Depth = 6, Operators = ["$eq", "$gt", "$lt", "$in", "$and", "$or"])]
    public Task<Page<Dictionary<string, object?>>> Find(FindRequest find) =>
        context.Books.ToDocumentPageAsync(find.Query, options: find.Options, cancellationToken: HttpContext.RequestAborted);
}

public sealed class BookContext(DbContextOptions<BookContext> options) : DbContext(options)
{
    public DbSet<Book> Books => Set<Book>();
}
