using PluginPlatform.Identity.Clients;
using PluginPlatform.Identity.Clients.Authenticating;

namespace PluginPlatform.Identity.Tokens.Rules;

/// <summary>
/// RFC 6749 sections 2.3 and 3.2.1: a client authenticates by the one method it is registered for; a public client names
/// itself. Unknown, wrong and switched off are one answer (section 5.2, invalid_client), so that ids cannot be fished for.
/// </summary>
internal sealed class AuthenticateClient(ClientStore clients, ClientSecrets secrets, ClientAssertion assertions) : ITokenRule
{
    public async ValueTask<TokenError?> ApplyAsync(TokenTransaction transaction, CancellationToken cancellationToken)
    {
        if (transaction is { Presented: null, Assertion: null } && transaction.Request[TokenParameters.ClientId] is null)
        {
            return TokenError.InvalidClient("The client did not authenticate.");
        }

        var id = transaction.Presented?.ClientId ?? transaction.Assertion?.Subject ?? transaction.Request[TokenParameters.ClientId]!;
        var client = ClientId.IsValid(id) ? await clients.FindAsync(id, cancellationToken) : null;
        transaction.Named = client;
        if (await FaultAsync(transaction, client, id, cancellationToken) is { } fault)
        {
            return TokenError.InvalidClient(fault);
        }

        if (client is not { Active: true })
        {
            return TokenError.InvalidClient(ClientAssertion.NotProven);
        }

        transaction.Client = client;
        return null;
    }

    private async ValueTask<string?> FaultAsync(
        TokenTransaction transaction, Client? client, string id, CancellationToken cancellationToken) => transaction switch
    {
        { Assertion: { } assertion } => await assertions.FaultAsync(client, assertion, cancellationToken),
        { Presented: { } presented } => secrets.Verify(client, id, presented.Secret) ? null : ClientAssertion.NotProven,
        _ => client is { IsPublic: true } ? null : ClientAssertion.NotProven,
    };
}
