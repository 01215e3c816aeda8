using MongoDB.Bson;
using TaskDbLinq.Filters.Patterns;
using TaskDbLinq.MongoProtocol.Commands;

namespace TaskDbLinq.Wire.Documents;

/// <summary>Patterns that are none: MongoDB has codes of their own for them.</summary>
internal static class Patterns
{
    private static readonly MongoError Invalid = new(51091, "Location51091");
    private static readonly MongoError InvalidOption = new(51108, "Location51108");

    /// <summary>The first of a filter's patterns that can't be run; null when there is none.</summary>
    public static CommandException? Problem(BsonValue value) => value switch
    {
        BsonRegularExpression pattern => Check(pattern.Pattern, pattern.Options),
        BsonDocument document =>
            (document.TryGetValue("$regex", out var text) && text.IsString ? Check(text.AsString, Options(document)) : null)
            ?? document.Values.Select(Problem).FirstOrDefault(problem => problem is not null),
        BsonArray array => array.Select(Problem).FirstOrDefault(problem => problem is not null),
        _ => null,
    };

    private static string Options(BsonDocument document) => document.GetValue("$options", "") is BsonString options
        ? options.Value
        : string.Empty;

    private static CommandException? Check(string pattern, string options) =>
        Pattern.TryCreate(pattern, options, TimeSpan.FromSeconds(1), out var reason) is not null ? null
        : new CommandException(options.All("imsx".Contains) ? Invalid : InvalidOption, $"Regular expression is invalid: {reason}");
}
