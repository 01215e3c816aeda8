using System.Security.Cryptography;

namespace TaskDbLinq.Sqlite.Tests;

/// <summary>The two databases that real controllers wrote; samples/README.md tells how.</summary>
internal static class Samples
{
    public static string V71 { get; } = Path.Combine(AppContext.BaseDirectory, "samples", "ipyparallel-7.1-tasks.db");

    public static string V92 { get; } = Path.Combine(AppContext.BaseDirectory, "samples", "ipyparallel-9.2-tasks.db");

    public static string Of(string version) => version == "7.1" ? V71 : V92;

    public static string Digest(string file) => Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(file)));
}
