using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Metadata;

namespace TaskDbLinq.EntityFrameworkCore.Translation;

/// <summary>
/// Rewrites each query before EF Core reads it, since EF Core reads a comparison by its node type, and asks translators for calls only.
/// </summary>
internal abstract class QueryRewriting : IQueryExpressionInterceptor
{
    public Expression QueryCompilationStarting(Expression queryExpression, QueryExpressionEventData eventData) =>
        RewriterOf(eventData.Context?.Model).Visit(queryExpression);

    /// <summary>Returns the provider's rewriter for queries of one model.</summary>
    protected abstract QueryRewriter RewriterOf(IModel? model);
}
