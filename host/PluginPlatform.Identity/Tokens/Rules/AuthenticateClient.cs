using PluginPlatform.Identity.Clients;

namespace PluginPlatform.Identity.Tokens.Rules;

/// <summary>
/// RFC 6749 sections 3.2.1 and 4.4.2: the client must authenticate. Unknown, wrong secret and switched off are one answer
/// (section 5.2, invalid_client), so that ids cannot be fished for.
/// </summary>
internal sealed class AuthenticateClient(ClientStore clients, ClientSecrets secrets) : ITokenRule
{
    public async ValueTask<TokenError?> ApplyAsync(TokenTransaction transaction, CancellationToken cancellationToken)
    {
        if (transaction.Presented is not var (id, secret))
        {
            return TokenError.InvalidClient("The client did not authenticate.");
        }

        var client = ClientId.IsValid(id) ? await clients.FindAsync(id, cancellationToken) : null;
        transaction.Named = client;
        if (!secrets.Verify(client, id, secret) || client is not { Active: true })
        {
            return TokenError.InvalidClient("Client authentication failed.");
        }

        transaction.Client = client;
        return null;
    }
}
