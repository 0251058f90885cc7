using System.Net;
using System.Security.Cryptography;

namespace PluginPlatform.Storage.Blobs;

/// <summary>Content in a bucket of an S3-compatible store: one object per blob, stored by one PUT, whole or not at all.</summary>
public sealed class S3BlobBackend : IBlobBackend, IDisposable
{
    private static readonly string Nothing = Convert.ToHexStringLower(SHA256.HashData([]));

    private readonly S3Options _options;
    private readonly TimeProvider _time;
    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false })
    {
        Timeout = TimeSpan.FromMinutes(10),
    };

    /// <summary>Reaches nothing yet.</summary>
    /// <param name="options">Where it is.</param>
    /// <param name="time">The clock that signatures name.</param>
    public S3BlobBackend(S3Options options, TimeProvider time) => (_options, _time) = (options, time);

    /// <inheritdoc/>
    public string SpoolFolder => _options.SpoolFolder;

    /// <inheritdoc/>
    public async Task StoreAsync(string name, string spooled, ReadOnlyMemory<byte> sha256, CancellationToken cancellationToken)
    {
        await using var file = new FileStream(spooled, FileMode.Open, FileAccess.Read, FileShare.Read, 1, FileOptions.Asynchronous);
        using var request = new HttpRequestMessage(HttpMethod.Put, Address(name)) { Content = new StreamContent(file) };
        request.Content.Headers.ContentLength = file.Length;
        using var response = await SendAsync(request, Convert.ToHexStringLower(sha256.Span), cancellationToken).ConfigureAwait(false);
        Require(response);
    }

    /// <inheritdoc/>
    public async Task<Stream?> OpenAsync(string name, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Address(name));
        var response = await SendAsync(request, Nothing, cancellationToken).ConfigureAwait(false);
        if (response.StatusCode is HttpStatusCode.NotFound)
        {
            response.Dispose();
            return null;
        }

        try
        {
            Require(response);

            // Disposing the stream gives the connection back.
            return await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public async Task DeleteAsync(string name, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Delete, Address(name));
        using var response = await SendAsync(request, Nothing, cancellationToken).ConfigureAwait(false);
        if (response.StatusCode is not HttpStatusCode.NotFound)
        {
            Require(response);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private Uri Address(string name) => new(_options.Address, $"/{_options.Bucket}/{name}");

    private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, string payloadHash, CancellationToken cancellationToken)
    {
        SignRequest.Sign(request, payloadHash, _options.Region, _options.AccessKey, _options.SecretKey, _time.GetUtcNow());
        try
        {
            return await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
        }
        catch (HttpRequestException lost)
        {
            throw new IOException("The blob store cannot be reached.", lost);
        }
    }

    private static void Require(HttpResponseMessage response)
    {
        if (!response.IsSuccessStatusCode)
        {
            throw new IOException($"The blob store answered {(int)response.StatusCode}.");
        }
    }
}
