using System.Net.Http.Headers;
using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace PluginPlatform.Identity.Federation;

/// <summary>Asks providers: over TLS, without following redirects, for a short while and a small answer.</summary>
internal sealed class ProviderChannel(ILogger<ProviderChannel> logger) : IDisposable
{
    private const int LongestAnswer = 256 * 1024;

    private readonly HttpClient _http = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        ConnectTimeout = TimeSpan.FromSeconds(5),
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
    })
    {
        Timeout = TimeSpan.FromSeconds(10), MaxResponseContentBufferSize = LongestAnswer,
    };

    public Task<JsonElement?> GetAsync(Uri address, CancellationToken cancellationToken) => AskAsync(new(HttpMethod.Get, address), cancellationToken);

    public Task<JsonElement?> PostAsync(
        Uri address, IEnumerable<KeyValuePair<string, string>> form, AuthenticationHeaderValue? authorization, CancellationToken cancellationToken) =>
        AskAsync(new(HttpMethod.Post, address) { Content = new FormUrlEncodedContent(form), Headers = { Authorization = authorization } }, cancellationToken);

    public void Dispose() => _http.Dispose();

    /// <summary>The object it answered with; null for anything else.</summary>
    private async Task<JsonElement?> AskAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using (request)
        {
            try
            {
                using var answer = await _http.SendAsync(request, cancellationToken);
                if (answer.IsSuccessStatusCode)
                {
                    var body = JsonSerializer.Deserialize<JsonElement>(await answer.Content.ReadAsByteArrayAsync(cancellationToken));
                    return body.ValueKind == JsonValueKind.Object ? body : null;
                }

                logger.ProviderRefused(request.RequestUri!.Host, ((int)answer.StatusCode).ToString(System.Globalization.CultureInfo.InvariantCulture));
            }
            catch (Exception fault) when (fault is HttpRequestException or JsonException or IOException
                || (fault is TaskCanceledException && !cancellationToken.IsCancellationRequested))
            {
                logger.ProviderRefused(request.RequestUri!.Host, fault.GetType().Name);
            }

            return null;
        }
    }
}
