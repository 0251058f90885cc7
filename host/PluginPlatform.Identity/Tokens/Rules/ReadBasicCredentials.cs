using System.Buffers;
using System.Buffers.Text;
using System.Net;
using System.Text;

namespace PluginPlatform.Identity.Tokens.Rules;

/// <summary>
/// RFC 6749 section 2.3.1, client_secret_basic: id and secret are form-url-encoded each, then joined by a colon and sent
/// as HTTP Basic (RFC 7617).
/// </summary>
internal sealed class ReadBasicCredentials : ITokenRule
{
    private const string Scheme = "Basic ";

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public ValueTask<TokenError?> ApplyAsync(TokenTransaction transaction, CancellationToken cancellationToken)
    {
        if (transaction.Request.Authorization is not [var header])
        {
            return default;
        }

        if (!header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) || Decode(header[Scheme.Length..]) is not { } pair)
        {
            return new(TokenError.InvalidClient("The Authorization header is not understood."));
        }

        // A client_id in the body identifies and does not authenticate; another one than in the header is a contradiction.
        if (transaction.Request[TokenParameters.ClientId] is { } id && id != pair.ClientId)
        {
            return new(TokenError.InvalidRequest("client_id differs from the Authorization header."));
        }

        transaction.Presented = pair;
        return default;
    }

    private static ClientCredentials? Decode(string text)
    {
        var bytes = new byte[Base64.GetMaxDecodedFromUtf8Length(text.Length)];
        var status = Base64.DecodeFromUtf8(Encoding.ASCII.GetBytes(text.Trim()), bytes, out _, out var written);
        if (status != OperationStatus.Done || !System.Text.Unicode.Utf8.IsValid(bytes.AsSpan(0, written)))
        {
            return null;
        }

        var joined = Strict.GetString(bytes, 0, written);
        var colon = joined.IndexOf(':', StringComparison.Ordinal);
        return colon <= 0
            ? null
            : new(WebUtility.UrlDecode(joined[..colon]), WebUtility.UrlDecode(joined[(colon + 1)..]));
    }
}
