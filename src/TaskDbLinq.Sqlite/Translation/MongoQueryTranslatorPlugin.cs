using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Query;
using Microsoft.EntityFrameworkCore.Storage;
using TaskDbLinq.EntityFrameworkCore.Translation;

namespace TaskDbLinq.Sqlite.Translation;

/// <summary>The translators of the calls that a compiled query is made of.</summary>
internal sealed class MongoQueryTranslatorPlugin(
    ISqlExpressionFactory sql, IRelationalTypeMappingSource mappings, ICurrentDbContext context) : IMethodCallTranslatorPlugin
{
    public IEnumerable<IMethodCallTranslator> Translators { get; } =
    [
        // SQLite compares strings by their bytes, unless a column has another collation.
        new ExactText(),
        new CodePointTranslator(sql, ExactText.Column),
        new FindOrderTranslator(ExactText.Column),
        new PathOrderTranslator(sql),
        new NaNTranslator(sql),
        new TextTranslator(sql),
        new PatternTranslator(sql, mappings),
        new DictFieldTranslator(sql, mappings, new UniqueNames(sql, context.Context is IUniqueNames)),
        new DocumentTranslator(sql, mappings, new UniqueNames(sql, context.Context is IUniqueNames)),
    ];
}
