using TaskDbLinq.MongoProtocol.Commands;

namespace TaskDbLinq.Wire.Aggregation;

/// <summary>Errors of pipelines.</summary>
internal static class Failures
{
    public static CommandException Expression(string name) => new(new(168, "InvalidPipelineOperator"), $"Unrecognized expression '{name}'");

    public static CommandException Stage(string name) => new(
        new(40324, "Location40324"),
        $"Unrecognized pipeline stage name: '{name}'. This server has $match, $sort, $skip, $limit, $project, $addFields, $set, "
            + "$unset, $replaceRoot, $replaceWith, $unwind, $group, $count and $lookup");

    public static CommandException Of(int code, string message) => new(new(code, $"Location{code}"), message);
}
