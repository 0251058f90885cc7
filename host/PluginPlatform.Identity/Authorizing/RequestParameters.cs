using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using PluginPlatform.Identity.CrossSite;

namespace PluginPlatform.Identity.Authorizing;

/// <summary>Parameters of a request, repeated ones included.</summary>
internal static class RequestParameters
{
    public static IReadOnlyList<KeyValuePair<string, string>> Of(IEnumerable<KeyValuePair<string, StringValues>> parameters) =>
        [.. parameters.SelectMany(parameter => parameter.Value.Select(value => KeyValuePair.Create(parameter.Key, value ?? "")))];

    /// <summary>Null when the body is no form, too long, or cut off.</summary>
    public static async Task<IReadOnlyList<KeyValuePair<string, string>>?> ReadAsync(HttpRequest request, CancellationToken cancellationToken) =>
        await RequestForm.ReadUrlEncodedAsync(request, cancellationToken) is { } form ? Of(form) : null;
}
