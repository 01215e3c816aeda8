using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace TaskDbLinq.MongoGateway;

/// <summary>What the command line says: where to listen and how to reach the engine.</summary>
internal sealed record GatewayOptions(int Port, string Engine)
{
    public const string Usage =
        "usage: TaskDbLinq.MongoGateway --listen PORT --engine \"Host=127.0.0.1;Port=...;Username=...;Database=...\"";

    public static bool TryParse(
        string[] args, [NotNullWhen(true)] out GatewayOptions? options, out string problem)
    {
        options = null;
        int? port = null;
        string? engine = null;
        for (var i = 0; i < args.Length; i += 2)
        {
            var value = i + 1 < args.Length ? args[i + 1] : null;
            switch (args[i])
            {
                case "--listen" when ushort.TryParse(value, CultureInfo.InvariantCulture, out var parsed):
                    port = parsed;
                    break;
                case "--engine" when !string.IsNullOrWhiteSpace(value):
                    engine = value;
                    break;
                default:
                    problem = $"not understood: {args[i]} {value}";
                    return false;
            }
        }

        if (port is null || engine is null)
        {
            problem = "both --listen and --engine are needed";
            return false;
        }

        problem = "";
        options = new GatewayOptions(port.Value, engine);
        return true;
    }
}
