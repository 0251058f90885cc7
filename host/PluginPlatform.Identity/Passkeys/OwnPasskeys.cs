using System.Buffers.Text;
using System.Security.Claims;
using Microsoft.AspNetCore.Identity;
using PluginPlatform.Identity.Sessions;
using PluginPlatform.Identity.Users;

namespace PluginPlatform.Identity.Passkeys;

/// <summary>The passkeys of the user who asks. Scoped.</summary>
public sealed class OwnPasskeys
{
    internal const int Most = 20;
    internal const int LongestName = 64;

    private readonly UserManager<PlatformUser> _users;

    internal OwnPasskeys(UserManager<PlatformUser> users) => _users = users;

    /// <summary>The oldest first.</summary>
    /// <param name="principal">The signed-in user; anybody else has none.</param>
    public async Task<IReadOnlyList<PasskeyLine>> ListAsync(ClaimsPrincipal principal)
    {
        if (await UserAsync(principal) is not { } user)
        {
            return [];
        }

        var passkeys = await _users.GetPasskeysAsync(user);
        return [.. passkeys.OrderBy(p => p.CreatedAt).Select(p =>
            new PasskeyLine(Base64Url.EncodeToString(p.CredentialId), p.Name ?? "", p.CreatedAt, p.IsBackedUp))];
    }

    internal async Task<PlatformUser?> UserAsync(ClaimsPrincipal principal) =>
        SessionPrincipal.KeyOf(principal) is var (_, id) ? await _users.FindByIdAsync(id.ToString()) : null;

    /// <summary>One of the user's passkeys; null when the id is nobody's or somebody else's.</summary>
    internal async Task<UserPasskeyInfo?> FindAsync(PlatformUser user, string id)
    {
        try
        {
            return await _users.GetPasskeyAsync(user, Base64Url.DecodeFromChars(id));
        }
        catch (FormatException)
        {
            // Not an id.
            return null;
        }
    }

    internal static string NameOf(string text)
    {
        var name = new string([.. text.Trim().Where(letter => !char.IsControl(letter)).Take(LongestName)]);
        return name.Length > 0 ? name : "Passkey";
    }
}
