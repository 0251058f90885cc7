using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using PluginPlatform.Identity.Seeding;
using PluginPlatform.Identity.Users;

namespace PluginPlatform.Identity.Passwords;

/// <summary>
/// What a new password must be (NIST SP 800-63B section 3.1.1.2): long, not made of a few characters, not the user's name,
/// not in a breach. No rule about kinds of characters: such rules make passwords worse.
/// </summary>
internal sealed class PasswordRules(IBreachedPasswords breached, IOptions<PlatformIdentityOptions> options) : IPasswordValidator<PlatformUser>
{
    public const int Shortest = 12;

    // Sign-in reads no more.
    public const int Longest = 1024;

    private const int FewestCharacters = 5;

    public async Task<IdentityResult> ValidateAsync(UserManager<PlatformUser> manager, PlatformUser user, string? password)
    {
        ArgumentNullException.ThrowIfNull(user);
        if (options.Value.DemoPasswords && user.TenantId == DemoSeed.Tenant && password == DemoSeed.Password)
        {
            return IdentityResult.Success;
        }

        return await FaultOfAsync(user, password ?? "") is { } fault ? IdentityResult.Failed(fault) : IdentityResult.Success;
    }

    private async ValueTask<IdentityError?> FaultOfAsync(PlatformUser user, string password)
    {
        if (password.Length < Shortest)
        {
            return Fault("short", $"A password has at least {Shortest} characters; several words are easy to remember.");
        }

        if (password.Length > Longest)
        {
            return Fault("long", $"A password has at most {Longest} characters.");
        }

        if (password.Distinct().Take(FewestCharacters).Count() < FewestCharacters || IsName(user, password))
        {
            return Fault("simple", "A password is not the user's name and has at least five different characters.");
        }

        return await breached.IsKnownAsync(password, CancellationToken.None)
            ? Fault("breached", "This password became known in a breach elsewhere. Take another one.")
            : null;
    }

    private static bool IsName(PlatformUser user, string password) =>
        password.Equals(user.UserName, StringComparison.OrdinalIgnoreCase) || password.Equals(user.DisplayName, StringComparison.OrdinalIgnoreCase);

    private static IdentityError Fault(string code, string description) => new() { Code = code, Description = description };
}
