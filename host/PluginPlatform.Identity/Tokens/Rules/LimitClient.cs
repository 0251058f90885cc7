using PluginPlatform.Identity.Limiting;

namespace PluginPlatform.Identity.Tokens.Rules;

/// <summary>What a client asks of the token endpoint counts as much as what it asks with its tokens.</summary>
internal sealed class LimitClient(RequestLimits limits) : ITokenRule
{
    public ValueTask<TokenError?> ApplyAsync(TokenTransaction transaction, CancellationToken cancellationToken) =>
        new(transaction.Client is { } client && limits.TakeClient(client.Id, client.RequestsPerMinute) is { } after
            ? TokenError.TooMany(after)
            : null);
}
