namespace TaskDbLinq.Server.Endpoints;

internal static class WatchEndpoint
{
    public const string Path = "/v1/watch";
}
