using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using TaskDbLinq;

namespace WebApi;

/// <summary>The same books by a controller: the question in the query string, or as JSON in the body.</summary>
[ApiController]
[Route("shelf")]
public sealed class ShelfController(BookContext context) : ControllerBase
{
    private IQueryable<Book> Published => context.Books.AsNoTracking().Where(book => !book.IsDraft);

    /// <summary>GET /shelf?filter={"price":{"$lt":20}}&amp;sort=-published,title&amp;limit=2&amp;total=true</summary>
    [HttpGet]
    [FindOver<Book>(MaxLimit = 50, DefaultLimit = 10, MaxSkip = 1_000, Key = "id", Nodes = 50, Depth = 6, OtherParameters = ["total"])]
    public Task<Page<Dictionary<string, object?>>> Find(FindRequest find, [FromQuery] bool total) =>
        Published.ToDocumentPageAsync(find.Query, total, find.Options, HttpContext.RequestAborted);

    /// <summary>POST /shelf { "filter": { "price": { "$lt": 20 } }, "sort": { "published": -1 } }</summary>
    [HttpPost]
    [FindOver<Book>(MaxLimit = 50, DefaultLimit = 10, Key = "id", Nodes = 50, Depth = 6)]
    public Task<Page<Dictionary<string, object?>>> Search(FindRequest find) =>
        Published.ToDocumentPageAsync(find.Query, options: find.Options, cancellationToken: HttpContext.RequestAborted);

    /// <summary>GET /shelf/count?filter={"tags":"maths"}, or POST /shelf/count { "tags": "maths" }</summary>
    [HttpGet("count")]
    [HttpPost("count")]
    [FindOver<Book>(Operators = ["$eq", "$in"], Nodes = 10)]
    public Task<int> Count(FilterRequest filter) =>
        Published.CountAsync(filter.Filter.ToExpression<Book>(), HttpContext.RequestAborted);
}
