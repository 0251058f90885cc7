using Microsoft.AspNetCore.Http;
using PluginPlatform.Identity.Tokens;

namespace PluginPlatform.Identity.Clients.Authenticating;

/// <summary>An authenticated request, or the answer that refuses it.</summary>
internal sealed record ClientEntry(TokenTransaction? Transaction, IResult? Refusal)
{
    public void Deconstruct(out TokenRequest? request, out Client? client, out IResult? refusal) =>
        (request, client, refusal) = (Transaction?.Request, Transaction?.Client, Refusal);
}
