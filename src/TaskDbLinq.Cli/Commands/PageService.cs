using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text.Json;
using TaskDbLinq.Cli.Arguments;
using TaskDbLinq.Mongo.Reading;

namespace TaskDbLinq.Cli.Commands;

/// <summary>What the commands that serve the page have in common.</summary>
internal static class PageService
{
    /// <summary>The page of a database: its name, its size where it is a file, and what its queries are on the other stores.</summary>
    public static PageOptions Options(DatabasePlace place, bool allowChanges, string? folder = null) => new()
    {
        Title = place.Kind switch
        {
            TaskDbBackend.Sqlite => Path.GetFileName(place.Where),
            TaskDbBackend.Mongo => place.Part ?? "MongoDB",
            TaskDbBackend.Postgres => place.Part ?? "PostgreSQL",
            _ => "memory",
        },
        AllowChanges = allowChanges,
        StoreBytes = place.Kind == TaskDbBackend.Sqlite ? () => Length(place.Where) + Length($"{place.Where}-wal") : null,
        Explain = Explain,
        Folder = folder,
    };

    /// <summary>Asks a running service for an address that opens its page once.</summary>
    /// <exception cref="IOException">There is no such service, or it serves no page.</exception>
    public static async Task<string> UrlOfRunningAsync(string connectionFile, CancellationToken cancellationToken)
    {
        using var connection = Read(connectionFile);
        var url = connection.RootElement.GetProperty("url").GetString()!;
        if (!url.StartsWith("http", StringComparison.Ordinal))
        {
            throw new IOException($"the service of '{connectionFile}' listens at {url}, where no browser can reach it");
        }

        try
        {
            using var client = new HttpClient();
            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
                "Bearer", connection.RootElement.GetProperty("token").GetString());
            using var answer = await client.PostAsync(new Uri($"{url}/v1/page/code"), null, cancellationToken).ConfigureAwait(false);
            if (!answer.IsSuccessStatusCode)
            {
                throw new IOException(
                    $"the service at {url} serves no page ({(int)answer.StatusCode}); "
                    + "is it another one, or was it started with --no-page?");
            }

            using var json = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(cancellationToken).ConfigureAwait(false));
            return $"{url}/#code={json.RootElement.GetProperty("code").GetString()}";
        }
        catch (HttpRequestException fault)
        {
            throw new IOException($"no service answers at {url}: {fault.Message}", fault);
        }
    }

    /// <summary>Opens an address as the desktop does; returns whether there is something that opens it.</summary>
    public static bool TryOpen(string url)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(url) { UseShellExecute = true });
            return true;
        }
        catch (Exception fault) when (fault is System.ComponentModel.Win32Exception or PlatformNotSupportedException)
        {
            return false;
        }
    }

    private static JsonDocument Read(string path)
    {
        try
        {
            var json = JsonDocument.Parse(File.ReadAllBytes(path));
            return json.RootElement.ValueKind == JsonValueKind.Object
                && json.RootElement.TryGetProperty("url", out var url) && url.ValueKind == JsonValueKind.String
                && json.RootElement.TryGetProperty("token", out var token) && token.ValueKind == JsonValueKind.String
                ? json
                : throw new IOException($"'{path}' holds no URL and token of a service");
        }
        catch (JsonException fault)
        {
            throw new IOException($"'{path}' is not JSON: {fault.Message}", fault);
        }
    }

    private static IEnumerable<QueryStage> Explain(TaskQuery query)
    {
        // Only the stages are asked for: there is nothing in it, and nothing to give back.
        ITaskDb memory = new DictDb();
        return [.. QueryStages.Of(query), .. memory.Explain(query).Stages];
    }

    private static long Length(string path) => new FileInfo(path) is { Exists: true } file ? file.Length : 0;
}
