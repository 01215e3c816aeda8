using System.Buffers;
using Microsoft.AspNetCore.Http;

namespace TaskDbLinq.Server.Endpoints;

/// <summary>
/// The body of a request, in an array that is given back: a hub sends some hundred kB several times a second, which would all be garbage
/// that only a full collection takes away.
/// </summary>
internal sealed class RentedBody : IDisposable
{
    private const int Longest = 4 << 20;

    private readonly byte[]? _array;

    private RentedBody(ReadOnlyMemory<byte> bytes, byte[]? array) => (Bytes, _array) = (bytes, array);

    /// <summary>The body, until it is given back.</summary>
    public ReadOnlyMemory<byte> Bytes { get; }

    /// <inheritdoc cref="Answers.BodyAsync"/>
    public static async Task<RentedBody> ReadAsync(HttpContext context)
    {
        if (context.Request.ContentLength is not (> 0 and <= Longest and var length))
        {
            return new RentedBody(await Answers.BodyAsync(context).ConfigureAwait(false), array: null);
        }

        await Answers.RefuseTooLongAsync(context).ConfigureAwait(false);
        var array = ArrayPool<byte>.Shared.Rent((int)length);
        try
        {
            var read = await context.Request.Body
                .ReadAtLeastAsync(array.AsMemory(0, (int)length), (int)length, throwOnEndOfStream: false, context.RequestAborted)
                .ConfigureAwait(false);
            return new RentedBody(array.AsMemory(0, read), array);
        }
        catch
        {
            ArrayPool<byte>.Shared.Return(array);
            throw;
        }
    }

    public void Dispose()
    {
        if (_array is not null)
        {
            ArrayPool<byte>.Shared.Return(_array);
        }
    }
}
