using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace PluginPlatform.Identity.Authorizing;

/// <summary>Parameters of a request, repeated ones included.</summary>
internal static class RequestParameters
{
    public static IReadOnlyList<KeyValuePair<string, string>> Of(IEnumerable<KeyValuePair<string, StringValues>> parameters) =>
        [.. parameters.SelectMany(parameter => parameter.Value.Select(value => KeyValuePair.Create(parameter.Key, value ?? "")))];

    /// <summary>Null when the body is no form, too long, or cut off.</summary>
    public static async Task<IReadOnlyList<KeyValuePair<string, string>>?> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
            || !type.MediaType.Equals("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        try
        {
            return Of(await request.ReadFormAsync(cancellationToken));
        }
        catch (Exception fault) when (fault is InvalidDataException or BadHttpRequestException)
        {
            return null;
        }
    }
}
