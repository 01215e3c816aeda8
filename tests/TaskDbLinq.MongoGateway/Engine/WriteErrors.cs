using MongoDB.Bson;
using MongoDB.Bson.Serialization;

namespace TaskDbLinq.MongoGateway.Engine;

/// <summary>Gives the errors inside a write's result the codes MongoDB has for them.</summary>
internal static class WriteErrors
{
    /// <summary>
    /// Rewrites <c>writeErrors.code</c>. Without it a driver sees a number it cannot classify, and a
    /// duplicate key does not look like one.
    /// </summary>
    public static byte[] Translate(byte[] result)
    {
        var document = BsonSerializer.Deserialize<BsonDocument>(result);
        if (document.TryGetValue("writeErrors", out var errors) && errors is BsonArray list)
        {
            foreach (var error in list.OfType<BsonDocument>())
            {
                Translate(error);
            }
        }

        return document.ToBson();
    }

    private static void Translate(BsonDocument error)
    {
        if (error.TryGetValue("code", out var packed) && packed.IsInt32)
        {
            error["code"] = ErrorTable.Find(SqlState.Unpack(packed.AsInt32)).Code;
        }
    }
}
