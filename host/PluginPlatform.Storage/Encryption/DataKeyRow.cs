using PluginPlatform.Storage.Keys;

namespace PluginPlatform.Storage.Encryption;

/// <summary>A row of <c>platform.data_key</c>.</summary>
internal sealed record DataKeyRow(int Id, string Use, string State, WrappedKey? Wrapped)
{
    public const string Data = "data";
    public const string Index = "index";
    public const string Active = "active";
    public const string Shredded = "shredded";

    /// <summary>What a wrapped key is bound to: it unwraps for no other row.</summary>
    public static string Context(string tenant, int id, string use) => $"{tenant}/{use}/{id}";
}
