using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;

namespace PluginPlatform.Storage.Blobs;

/// <summary>AWS Signature Version 4 of a request without a query ("Authenticating Requests: Using the Authorization Header").</summary>
internal static class SignRequest
{
    private const string Algorithm = "AWS4-HMAC-SHA256";

    public static void Sign(HttpRequestMessage request, string payloadHash, string region, string accessKey, string secretKey, DateTimeOffset now)
    {
        var stamp = now.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
        var scope = $"{stamp[..8]}/{region}/s3/aws4_request";
        request.Headers.Host = request.RequestUri!.Authority;
        request.Headers.TryAddWithoutValidation("x-amz-content-sha256", payloadHash);
        request.Headers.TryAddWithoutValidation("x-amz-date", stamp);
        var headers = request.Headers
            .Select(h => (Name: h.Key.ToLowerInvariant(), Value: string.Join(',', h.Value).Trim()))
            .OrderBy(h => h.Name, StringComparer.Ordinal)
            .ToList();
        var names = string.Join(';', headers.Select(h => h.Name));
        var canonical = string.Join('\n',
            [request.Method.Method, request.RequestUri.AbsolutePath, "", .. headers.Select(h => $"{h.Name}:{h.Value}"), "", names, payloadHash]);
        var toSign = $"{Algorithm}\n{stamp}\n{scope}\n{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(canonical)))}";
        var key = scope.Split('/').Aggregate(Encoding.UTF8.GetBytes("AWS4" + secretKey), Mac);
        request.Headers.Authorization = new AuthenticationHeaderValue(
            Algorithm, $"Credential={accessKey}/{scope},SignedHeaders={names},Signature={Convert.ToHexStringLower(Mac(key, toSign))}");
    }

    private static byte[] Mac(byte[] key, string text) => HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text));
}
