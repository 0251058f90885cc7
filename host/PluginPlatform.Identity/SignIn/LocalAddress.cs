namespace PluginPlatform.Identity.SignIn;

/// <summary>Where to go after sign-in: a place of this site, whatever the form says. No open redirect.</summary>
internal static class LocalAddress
{
    public const string Home = "/";

    /// <summary>The address, escaped for a Location header; <c>/</c> when it leads elsewhere.</summary>
    public static string Of(string? wanted)
    {
        if (wanted is not ['/', ..] || wanted.Any(letter => char.IsControl(letter) || letter == '\\'))
        {
            return Home;
        }

        // Read the way a browser does; dots may fold into a leading double slash, which would name a host.
        return Uri.TryCreate("http://local" + wanted, UriKind.Absolute, out var read)
            && read is { Host: "local", IsDefaultPort: true, UserInfo: "" }
            && !read.PathAndQuery.StartsWith("//", StringComparison.Ordinal)
            ? read.PathAndQuery + read.Fragment
            : Home;
    }
}
