namespace PluginPlatform.Identity.Clients;

/// <summary>RFC 6749 appendix A.1: a client id is of printable ASCII; a colon would split client_secret_basic.</summary>
internal static class ClientId
{
    public const int Longest = 128;

    public static bool IsValid(string id) =>
        id.Length is > 0 and <= Longest && id.All(letter => letter is >= ' ' and <= '~' and not ':');
}
