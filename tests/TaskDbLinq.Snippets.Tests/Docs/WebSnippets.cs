using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using TaskDbLinq;

namespace Shop.Web;

/// <summary>The web API of docs/providers.md, compiled; samples/WebApi runs the same under its tests.</summary>
internal static class WebSnippets
{
    public static void Map(WebApplicationBuilder builder, WebApplication app)
    {
        builder.Services.AddQueryProblemDetails();                       // package TaskDbLinq.AspNetCore
        app.UseExceptionHandler();
        app.MapFind("/books", context => context.RequestServices.GetRequiredService<BookContext>().Books, new FindOptions
        {
            Filter = FilterOptions.Default.Allow(fields: ["title", "price"], operators: ["$eq", "$gt", "$lt"])
                .WithLimits(new FilterLimits { Depth = 6, Nodes = 50 }),
            MaxLimit = 50,
        });
    }

    public sealed class Book
    {
        public int Id { get; set; }

        public string Title { get; set; } = "";

        public decimal Price { get; set; }
    }

    public sealed class BookContext(DbContextOptions<BookContext> options) : DbContext(options)
    {
        public DbSet<Book> Books => Set<Book>();
    }
}
