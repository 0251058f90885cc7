using Microsoft.AspNetCore.Http;
using PluginPlatform.Identity.SignIn;

namespace PluginPlatform.Identity.SecondFactors;

/// <summary>Carries new recovery codes to the page that shows them: in the browser, sealed, for one look. The platform keeps hashes only.</summary>
internal sealed class CodesOnce(SealedCookie cookies)
{
    private const string Cookie = "codes";

    private static readonly TimeSpan GoodFor = TimeSpan.FromMinutes(5);

    public void Put(HttpContext context, Guid user, IReadOnlyList<string> codes) =>
        cookies.Write(context, Cookie, new Note(user, [.. codes]), GoodFor);

    public IReadOnlyList<string> Take(HttpContext context, Guid user)
    {
        if (cookies.Read<Note>(context, Cookie) is not { } note)
        {
            return [];
        }

        if (!context.Response.HasStarted)
        {
            cookies.Clear(context, Cookie);
        }

        return note.User == user ? note.Codes : [];
    }

    private sealed record Note(Guid User, string[] Codes);
}
