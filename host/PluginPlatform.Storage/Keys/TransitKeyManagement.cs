using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace PluginPlatform.Storage.Keys;

/// <summary>
/// Wraps data keys in an external key management that speaks the transit interface of HashiCorp Vault and OpenBao:
/// <c>POST /v1/transit/encrypt/{key}</c>, <c>POST /v1/transit/decrypt/{key}</c>, <c>GET /v1/transit/keys/{key}</c>.
/// The wrapping key never leaves it; the data key's context travels as associated data.
/// </summary>
public sealed class TransitKeyManagement : IKeyManagement, IDisposable
{
    private const int LargestAnswer = 64 * 1024;

    private readonly TransitOptions _options;
    private readonly HttpClient _http;

    /// <summary>Reaches nothing yet.</summary>
    /// <param name="options">Where it is.</param>
    /// <exception cref="PluginStorageException">STO-1404: the address would carry keys in the clear.</exception>
    public TransitKeyManagement(TransitOptions options)
    {
        if (options.Address.Scheme != Uri.UriSchemeHttps && !options.Address.IsLoopback)
        {
            throw new PluginStorageException(
                "STO-1404", "The key management's address is not https, and data keys would travel in the clear.", "Give an https address.");
        }

        _options = options;
        _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) })
        {
            BaseAddress = options.Address,
            Timeout = options.TimeOut,
            MaxResponseContentBufferSize = LargestAnswer,
        };
    }

    /// <inheritdoc/>
    public async ValueTask<string> CurrentKeyAsync(CancellationToken cancellationToken)
    {
        var data = await SendAsync(HttpMethod.Get, "keys", null, Refused, cancellationToken).ConfigureAwait(false);
        return data.TryGetProperty("latest_version", out var version) && version.TryGetInt32(out var number)
            ? Name(number.ToString(CultureInfo.InvariantCulture))
            : throw Refused();
    }

    /// <inheritdoc/>
    public async ValueTask<WrappedKey> WrapAsync(ReadOnlyMemory<byte> dataKey, string context, CancellationToken cancellationToken)
    {
        var body = new Dictionary<string, string>
        {
            ["plaintext"] = Convert.ToBase64String(dataKey.Span),
            ["associated_data"] = Encode(context),
        };
        var data = await SendAsync(HttpMethod.Post, "encrypt", body, Refused, cancellationToken).ConfigureAwait(false);

        // vault:v3:base64
        var cipher = Text(data, "ciphertext");
        return cipher.Split(':', 3) is ["vault", ['v', .. var version], _]
            ? new WrappedKey(Name(version), Encoding.ASCII.GetBytes(cipher))
            : throw Refused();
    }

    /// <inheritdoc/>
    public async ValueTask<byte[]> UnwrapAsync(WrappedKey wrapped, string context, CancellationToken cancellationToken)
    {
        var body = new Dictionary<string, string>
        {
            ["ciphertext"] = Encoding.ASCII.GetString(wrapped.Bytes),
            ["associated_data"] = Encode(context),
        };
        var data = await SendAsync(
            HttpMethod.Post, "decrypt", body, () => KeyManagementFailures.NotOpened(wrapped.KeyId, null), cancellationToken).ConfigureAwait(false);
        var plain = new byte[LargestAnswer];
        return Convert.TryFromBase64String(Text(data, "plaintext"), plain, out var length) ? plain[..length] : throw Refused();
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private async Task<JsonElement> SendAsync(
        HttpMethod method, string action, Dictionary<string, string>? body, Func<Exception> onBadRequest, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, $"v1/transit/{action}/{Uri.EscapeDataString(_options.Key)}")
        {
            Content = body is null ? null : JsonContent.Create(body),
        };
        try
        {
            request.Headers.Add("X-Vault-Token", (await File.ReadAllTextAsync(_options.TokenFile, cancellationToken).ConfigureAwait(false)).Trim());
            using var response = await _http.SendAsync(request, cancellationToken).ConfigureAwait(false);
            if (!response.IsSuccessStatusCode)
            {
                throw response.StatusCode is HttpStatusCode.BadRequest
                    ? onBadRequest()
                    : KeyManagementFailures.Refused(_options.Address, (int)response.StatusCode);
            }

            var answer = await response.Content.ReadFromJsonAsync<JsonElement>(cancellationToken).ConfigureAwait(false);
            return answer.ValueKind is JsonValueKind.Object && answer.TryGetProperty("data", out var data) && data.ValueKind is JsonValueKind.Object
                ? data
                : throw Refused();
        }
        catch (Exception lost) when (lost is HttpRequestException or IOException or JsonException or UnauthorizedAccessException
            || (lost is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            throw KeyManagementFailures.Unreachable(_options.Address, lost);
        }
    }

    private PluginStorageException Refused() => KeyManagementFailures.Refused(_options.Address, (int)HttpStatusCode.OK);

    private string Text(JsonElement data, string name) =>
        data.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String ? value.GetString()! : throw Refused();

    private string Name(string version) => $"transit:{_options.Key}:{version}";

    private static string Encode(string context) => Convert.ToBase64String(Encoding.UTF8.GetBytes(context));
}
