using Fhir.Engine.Issues;
using Fhir.Outcomes;
using Microsoft.AspNetCore.Http;

namespace Fhir.Http;

/// <summary>A body read whole, or why it was not.</summary>
/// <param name="Content">The bytes; empty when refused.</param>
/// <param name="Refused">The answer, or null.</param>
internal sealed record RequestBody(ReadOnlyMemory<byte> Content, OutcomeResult? Refused)
{
    /// <summary>Reads a JSON body of at most the permitted size.</summary>
    public static async Task<RequestBody> ReadAsync(HttpRequest request, FhirSettings settings, CancellationToken cancellationToken)
    {
        if (!MediaTypes.IsJson(request.ContentType))
        {
            return new(default, new(Refusal.Of(415, IssueCode.NotSupported,
                $"'{Refusal.Shown(request.ContentType!)}' is not supported. Send one of: {MediaTypes.Supported}.")) { Close = true });
        }

        var limit = settings.MaxBodyMb * 1024L * 1024;
        if (request.ContentLength > limit)
        {
            return TooLarge(settings);
        }

        try
        {
            return await WholeAsync(request, limit, cancellationToken) is { } whole ? new(whole, null) : TooLarge(settings);
        }
        catch (BadHttpRequestException e) when (e.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return TooLarge(settings);
        }
    }

    private static async Task<ReadOnlyMemory<byte>?> WholeAsync(HttpRequest request, long limit, CancellationToken cancellationToken)
    {
        if (request.ContentLength is { } length)
        {
            var exact = new byte[length];
            await request.Body.ReadExactlyAsync(exact, cancellationToken);
            return exact;
        }

        using var buffer = new MemoryStream();
        var piece = new byte[81920];
        int read;
        while ((read = await request.Body.ReadAsync(piece, cancellationToken)) > 0)
        {
            if (buffer.Length + read > limit)
            {
                return null;
            }

            buffer.Write(piece, 0, read);
        }

        return buffer.GetBuffer().AsMemory(0, (int)buffer.Length);
    }

    private static RequestBody TooLarge(FhirSettings settings) => new(default, new(Refusal.Of(413, IssueCode.TooLong,
        $"The body is larger than {settings.MaxBodyMb} MiB. Nothing was stored. Send smaller bundles.")) { Close = true });
}
