using System.Text;

namespace PluginPlatform.Storage;

internal static class EmbeddedSql
{
    /// <summary>Reads an SQL resource of this assembly.</summary>
    /// <param name="name">Below the root namespace, for example <c>Tenancy.tables.sql</c>.</param>
    public static string Read(string name)
    {
        using var stream = typeof(EmbeddedSql).Assembly.GetManifestResourceStream($"PluginPlatform.Storage.{name}")
            ?? throw new InvalidOperationException($"The resource {name} is not in the assembly.");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
