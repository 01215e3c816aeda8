using System.Text.Json.Nodes;
using MongoDB.Bson;
using MongoDB.Bson.IO;

namespace TaskDbLinq.Mongo.Tests.Filters;

/// <summary>Filters as text, field for field in order, numbers of any width alike.</summary>
internal static class FilterText
{
    private static readonly JsonWriterSettings Relaxed = new() { OutputMode = JsonOutputMode.RelaxedExtendedJson };

    public static void AssertEqual(string expected, BsonDocument filter) =>
        Assert.Equal(JsonNode.Parse(expected)!.ToJsonString(), JsonNode.Parse(filter.ToJson(Relaxed))!.ToJsonString());
}
