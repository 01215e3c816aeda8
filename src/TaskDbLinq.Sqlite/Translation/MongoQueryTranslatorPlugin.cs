using Microsoft.EntityFrameworkCore.Query;
using Microsoft.EntityFrameworkCore.Storage;

namespace TaskDbLinq.Sqlite.Translation;

/// <summary>The translators of the calls that a compiled query is made of.</summary>
internal sealed class MongoQueryTranslatorPlugin(ISqlExpressionFactory sql, IRelationalTypeMappingSource mappings) : IMethodCallTranslatorPlugin
{
    public IEnumerable<IMethodCallTranslator> Translators { get; } =
    [
        new CodePointTranslator(sql),
        new NaNTranslator(sql),
        new TextTranslator(sql),
        new PatternTranslator(sql, mappings),
        new DictFieldTranslator(sql, mappings),
        new DocumentTranslator(sql, mappings),
    ];
}
