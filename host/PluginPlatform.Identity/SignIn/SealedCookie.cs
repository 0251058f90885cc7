using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace PluginPlatform.Identity.SignIn;

/// <summary>
/// A short note that the browser carries from one step to the next and cannot read or change. Each name is sealed for itself,
/// and the note says when it ends.
/// </summary>
internal sealed class SealedCookie(IDataProtectionProvider protection, IOptions<PlatformIdentityOptions> options, TimeProvider time)
{
    public void Write<T>(HttpContext context, string name, T note, TimeSpan goodFor)
    {
        var ends = time.GetUtcNow() + goodFor;
        var text = Protector(name).Protect(JsonSerializer.Serialize(new Kept<T>(note, ends)));
        context.Response.Cookies.Append(CookieName(name), text, Hardened());
    }

    /// <summary>Null when there is none, it is not ours, or it ended.</summary>
    public T? Read<T>(HttpContext context, string name)
        where T : class
    {
        if (context.Request.Cookies[CookieName(name)] is not { Length: > 0 } text)
        {
            return null;
        }

        try
        {
            var kept = JsonSerializer.Deserialize<Kept<T>>(Protector(name).Unprotect(text));
            return kept is not null && kept.Ends > time.GetUtcNow() ? kept.Note : null;
        }
        catch (Exception fault) when (fault is CryptographicException or JsonException)
        {
            // Made by somebody else, or under a key that is gone.
            return null;
        }
    }

    public void Clear(HttpContext context, string name) => context.Response.Cookies.Delete(CookieName(name), Hardened());

    private IDataProtector Protector(string name) => protection.CreateProtector("PluginPlatform.Identity.SealedCookie", name);

    private string CookieName(string name) => (options.Value.Secure ? "__Host-" : "") + "platform." + name;

    private CookieOptions Hardened() => new()
    {
        HttpOnly = true, Secure = options.Value.Secure, SameSite = SameSiteMode.Lax, Path = "/", IsEssential = true,
    };

    private sealed record Kept<T>(T Note, DateTimeOffset Ends);
}
