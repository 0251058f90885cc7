using System.Text;
using System.Text.Json;

namespace PluginPlatform.Plugins.Configuration;

/// <summary>Switches a plugin in plugins.json by changing only the bytes of its <c>enabled</c>: comments and layout stay.</summary>
internal static class EditPluginsFile
{
    /// <returns>The new text, or null when the plugin is not in the file.</returns>
    public static byte[]? Switch(byte[] text, string plugin, bool enabled)
    {
        var reader = new Utf8JsonReader(text, new JsonReaderOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
        var path = new Stack<string>();
        var name = "";
        while (reader.Read())
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.PropertyName:
                    name = reader.GetString()!;
                    break;
                case JsonTokenType.StartObject:
                    path.Push(name);
                    if (IsEntry(path, plugin) && !HasEnabled(reader))
                    {
                        return Splice(text, (int)reader.TokenStartIndex + 1, 0, $" \"enabled\": {Word(enabled)},");
                    }

                    break;
                case JsonTokenType.EndObject:
                    path.Pop();
                    break;
                case JsonTokenType.True or JsonTokenType.False when name == "enabled" && IsEntry(path, plugin):
                    return Splice(text, (int)reader.TokenStartIndex, (int)(reader.BytesConsumed - reader.TokenStartIndex), Word(enabled));
            }
        }

        return null;
    }

    /// <summary>Replaces the file in one step, so that a reader sees the old text or the new, never half.</summary>
    public static async Task WriteAsync(string path, byte[] text, CancellationToken cancellationToken)
    {
        var beside = path + ".new";
        await File.WriteAllBytesAsync(beside, text, cancellationToken);
        File.Move(beside, path, overwrite: true);
    }

    private static bool IsEntry(Stack<string> path, string plugin) =>
        path.Count == 3 && path.First() == plugin && path.ElementAt(1) == "plugins";

    private static bool HasEnabled(Utf8JsonReader entry)
    {
        var depth = entry.CurrentDepth;
        while (entry.Read() && entry.CurrentDepth > depth)
        {
            if (entry.TokenType == JsonTokenType.PropertyName && entry.CurrentDepth == depth + 1 && entry.ValueTextEquals("enabled"u8))
            {
                return true;
            }
        }

        return false;
    }

    private static string Word(bool enabled) => enabled ? "true" : "false";

    private static byte[] Splice(byte[] text, int at, int length, string replacement) =>
        [.. text.AsSpan(0, at), .. Encoding.UTF8.GetBytes(replacement), .. text.AsSpan(at + length)];
}
