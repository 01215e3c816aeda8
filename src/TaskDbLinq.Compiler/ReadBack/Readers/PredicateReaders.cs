using System.Collections.Immutable;
using TaskDbLinq.ReadBack.Terms;

namespace TaskDbLinq.ReadBack.Readers;

/// <summary>Every reader of a predicate.</summary>
internal static class PredicateReaders
{
    /// <summary>The readers, of which at most one knows an expression; a new one adds a line here.</summary>
    public static ImmutableArray<IPredicateReader> All { get; } =
    [
        new AndReader(),
        new AnyReader(),
        new BooleanFieldReader(),
        new ChoiceComparisonReader(),
        new CoalesceReader(),
        new CodePointOrderReader(),
        new CompareToReader(),
        new ComparisonReader(),
        new ConditionalReader(),
        new ContainsKeyReader(),
        new ContainsReader(),
        new DictFieldReader(),
        new EqualsReader(),
        new ListContainsReader(),
        new ModReader(),
        new NaNReader(),
        new NotReader(),
        new NullMemberReader(),
        new OrReader(),
        new PatternReader(),
        new PredicateComparisonReader(),
        new RegexReader(),
        new SizeReader(),
        new StringEmptyReader(),
        new StringMethodReader(),
        new ValuePredicateReader(),
    ];
}
