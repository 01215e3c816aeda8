using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace TaskDbLinq.Server.Hosting;

/// <summary>Batches as the Python class sends them: tasks that begin, and in the next batch their results.</summary>
internal static class WarmUpBatch
{
    /// <summary>The tasks that a batch adds.</summary>
    private const int Length = 50;

    private const int BufferBytes = 100;

    public static byte[] Of(int number)
    {
        var now = DateTime.UtcNow.ToString("O", CultureInfo.InvariantCulture);
        var added = Enumerable.Range(number * Length, Length).Select(n =>
            $$"""
            {"op": "add", "id": "warmup_1_{{n}}", "set": {"msg_id": "warmup_1_{{n}}", "submitted": {"$date": "{{now}}"},
              "header": {"msg_id": "warmup_1_{{n}}", "msg_type": "apply_request", "date": {"$date": "{{now}}"}, "version": "5.3"},
              "metadata": {"after": [], "follow": [], "timeout": null, "targets": [], "retries": 0}, "content": {}, "queue": "task",
              "client_uuid": "warm-up", "engine_uuid": "e{{n % 8}}", "resubmitted": null, "stdout": "", "buffers": {"$buffers": [{{BufferBytes}}]} } }
            """);
        var ended = number == 0 ? [] : Enumerable.Range((number - 1) * Length, Length).Select(n =>
            $$"""
            {"op": "update", "id": "warmup_1_{{n}}", "set": {"started": {"$date": "{{now}}"}, "completed": {"$date": "{{now}}"},
              "received": {"$date": "{{now}}"}, "engine_uuid": "e{{n % 8}}", "result_metadata": {"status": "ok"},
              "result_content": {"status": "{{(n % 10 == 0 ? "error" : "ok")}}", "ename": "E", "traceback": ["File x, line 1"]} } }
            """);
        var json = Encoding.UTF8.GetBytes(
            $$"""{"client": "warm-up", "batch": {{number + 1}}, "resent": false, "items": [{{string.Join(',', added.Concat(ended))}}]}""");
        var frame = new byte[sizeof(uint) + json.Length + (Length * BufferBytes)];
        BinaryPrimitives.WriteUInt32LittleEndian(frame, (uint)json.Length);
        json.CopyTo(frame, sizeof(uint));
        return frame;
    }
}
