using Microsoft.EntityFrameworkCore;
using TaskDbLinq;
using WebApi;

// A catalog of books behind a web API: dotnet run --project samples/WebApi
// GET /books, with
//     ?filter={"price":{"$lt":20},"author.name":{"$regex":"^A"}}&sort=-published,title&projection=title,author.name&limit=2&total=true
var app = Catalog.Build(args, "Data Source=books.db");
await app.RunAsync();

namespace WebApi
{
    /// <summary>The application; tests build it, too.</summary>
    public static class Catalog
    {
        /// <summary>What a question from outside may name, which the attributes of <see cref="Book"/> say, and what it may cost.</summary>
        public static FindOptions Options { get; } = new()
        {
            Filter = FilterOptions.Default
                .AllowMarked<Book>()
                .Allow(
                    operators:
                    [
                        "$eq", "$ne", "$gt", "$gte", "$lt", "$lte", "$in", "$nin", "$and", "$or", "$exists", "$regex", "$all", "$size",
                    ])
                .WithLimits(
                    new FilterLimits
                    {
                        Depth = 6,
                        Nodes = 50,
                        ListLength = 100,
                        PatternLength = 100,
                        PatternTimeout = TimeSpan.FromMilliseconds(100),
                    }),
            MaxLimit = 50,
            DefaultLimit = 10,
            MaxSkip = 1_000,
            Key = "id",
        };

        private static FindOptions OfAuthors { get; } = Options with { Filter = FilterOptions.Default.Allow(fields: ["name"]) };

        public static WebApplication Build(string[] args, string connectionString)
        {
            var builder = WebApplication.CreateBuilder(args);
            builder.Services.AddDbContext<BookContext>(options => options.UseSqlite(connectionString).UseMongoQueries());
            builder.Services.AddQueryProblemDetails();
            builder.Services.AddOpenApi(options => options.DescribeFinds());
            builder.Services.AddControllers().AddApplicationPart(typeof(Catalog).Assembly);

            var app = builder.Build();
            app.UseExceptionHandler();

            // What may be asked, the filter among it, for clients: /openapi/v1.json
            app.MapOpenApi();

            // One line for a list: only what is published is there for anybody.
            app.MapFind(
                "/books",
                context => context.RequestServices.GetRequiredService<BookContext>().Books.AsNoTracking().Where(book => !book.IsDraft),
                Options);

            // The same by hand, with a result of one's own.
            app.MapGet(
                "/authors",
                async (FindRequest find, BookContext books) =>
                    (await books.Authors.AsNoTracking().ToPageAsync(find.Query, options: find.Options)).Items.Select(author => author.Name))
                .WithFindOptions(OfAuthors)
                .DescribeFind<RouteHandlerBuilder, Author>(OfAuthors);

            // And by controllers: Shelf.cs.
            app.MapControllers();

            using var scope = app.Services.CreateScope();
            BookContext.Fill(scope.ServiceProvider.GetRequiredService<BookContext>());
            return app;
        }
    }
}
