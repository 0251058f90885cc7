using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.JsonWebTokens;
using PluginPlatform.Identity.Invitations;
using PluginPlatform.Identity.Users;
using PluginPlatform.Sdk.Calls;

namespace PluginPlatform.Identity.Federation;

/// <summary>
/// Who a provider's person is here: whom an administrator linked, who accepts an invitation with this sign-in, or, where the
/// tenant says so, a new account. Never whoever happens to have the same name or mail address.
/// </summary>
internal sealed class FederatedAccounts(ProviderTable table, MailLinks links, IServiceScopeFactory scopes)
{
    private const int LongestName = 200;

    private static readonly Actor Provider = new(ActorKind.User, "federation", "federation");

    public async Task<Guid?> FindAsync(JsonWebToken token, IdentityProvider provider, string? invitation, CancellationToken cancellationToken) =>
        await table.UserAsync(provider.Tenant, provider.Authority, token.Subject, cancellationToken)
        ?? (invitation is not null
            ? await AcceptAsync(token, provider, invitation, cancellationToken)
            : provider.CreateAccounts ? await CreateAsync(token, provider, cancellationToken) : null);

    private async Task<Guid?> AcceptAsync(JsonWebToken token, IdentityProvider provider, string invitation, CancellationToken cancellationToken)
    {
        if (await links.TakeAsync(invitation, cancellationToken) is not var (user, kind))
        {
            return null;
        }

        if (kind == MailLinks.Invitation && await table.LinkAsync(provider.Tenant, provider.Authority, token.Subject, user, cancellationToken))
        {
            await links.EndAllAsync(user, cancellationToken);
            return user;
        }

        await links.ReturnAsync(invitation, cancellationToken);
        return null;
    }

    // A name that is taken is somebody else's: nobody gets in by it.
    private async Task<Guid?> CreateAsync(JsonWebToken token, IdentityProvider provider, CancellationToken cancellationToken)
    {
        var roles = RolesOf(token, provider);
        if (roles.Count == 0 || !token.TryGetPayloadValue<string>(provider.NameClaim, out var name) || string.IsNullOrWhiteSpace(name))
        {
            return null;
        }

        await using var scope = scopes.CreateAsyncScope();
        var user = new NewUser(name.Trim(), provider.Tenant, roles) { DisplayName = DisplayNameOf(token) };
        return await scope.ServiceProvider.GetRequiredService<UserDirectory>().AddAsync(user, Provider, cancellationToken) is AddUserOutcome.Added added
            && await table.LinkAsync(provider.Tenant, provider.Authority, token.Subject, added.Id, cancellationToken)
                ? added.Id
                : null;
    }

    private static string? DisplayNameOf(JsonWebToken token) =>
        token.TryGetPayloadValue<string>("name", out var name) && name is { Length: > 0 and <= LongestName } && !name.Any(char.IsControl) ? name : null;

    // A claim that is a list is read as one claim for each of its words.
    private static List<string> RolesOf(JsonWebToken token, IdentityProvider provider) =>
    [
        .. token.Claims.Where(claim => claim.Type == provider.RoleClaim)
            .Select(claim => provider.Roles.GetValueOrDefault(claim.Value)).OfType<string>().Distinct(StringComparer.Ordinal),
    ];
}
