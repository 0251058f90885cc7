using System.Text.Json;
using PluginPlatform.Plugins.Manifests;
using PluginPlatform.Sdk.Access;

namespace PluginPlatform.Plugins.Configuration;

/// <summary>Reads plugins.json strictly: an unknown or misspelt property is an error with its line, never ignored.</summary>
internal static class ReadPluginsFile
{
    private static readonly JsonReaderOptions Lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };
    private static readonly string[] EntryNames = ["version", "enabled", "tenants", "grants", "settings"];

    public static (PluginsFile? File, PluginsFileError? Error) From(string path)
    {
        byte[] text;
        try
        {
            text = File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return (null, new(path, 0, e.Message, "Create the file or name another with PLATFORM_PLUGINS."));
        }

        return Parse(path, text);
    }

    public static (PluginsFile? File, PluginsFileError? Error) Parse(string path, byte[] text)
    {
        var reader = new Utf8JsonReader(text, Lenient);
        try
        {
            return (Root(ref reader), null);
        }
        catch (JsonException e)
        {
            return (null, new(path, (e.LineNumber ?? 0) + 1, e.Message.Split(" LineNumber:")[0], "The running set stays until the file is mended."));
        }
        catch (MisspeltException e)
        {
            var line = 1 + text.AsSpan(0, (int)reader.TokenStartIndex).Count((byte)'\n');
            return (null, new(path, line, e.Message, e.Mend));
        }
    }

    private static PluginsFile Root(ref Utf8JsonReader reader)
    {
        var plugins = new Dictionary<string, PluginEntry>(StringComparer.Ordinal);
        reader.Read();
        Expect(ref reader, JsonTokenType.StartObject, "an object");
        while (NextName(ref reader, ["plugins", "$schema"]) is { } name)
        {
            reader.Read();
            if (name == "$schema")
            {
                continue;
            }

            Expect(ref reader, JsonTokenType.StartObject, "an object of plugins");
            while (NextName(ref reader, null) is { } id)
            {
                reader.Read();
                if (!plugins.TryAdd(id, Entry(ref reader)))
                {
                    throw new MisspeltException($"'{id}' stands twice.", "Keep one of them.");
                }
            }
        }

        return new(plugins);
    }

    private static PluginEntry Entry(ref Utf8JsonReader reader)
    {
        Expect(ref reader, JsonTokenType.StartObject, "an object");
        var entry = new PluginEntry("*", false, null, null, null);
        while (NextName(ref reader, EntryNames) is { } name)
        {
            reader.Read();
            entry = name switch
            {
                "version" => entry with { Version = Range(ref reader) },
                "enabled" => entry with { Enabled = Boolean(ref reader) },
                "tenants" => entry with { Tenants = Strings(ref reader) },
                "grants" => entry with { Grants = Grants(ref reader) },
                _ => entry with { Settings = Settings(ref reader) },
            };
        }

        return entry;
    }

    private static string? NextName(ref Utf8JsonReader reader, string[]? allowed)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.EndObject)
        {
            return null;
        }

        var name = reader.GetString()!;
        return allowed is null || allowed.Contains(name)
            ? name
            : throw new MisspeltException($"'{name}' is not known here.", $"Known are: {string.Join(", ", allowed)}.");
    }

    private static string Range(ref Utf8JsonReader reader)
    {
        Expect(ref reader, JsonTokenType.String, "a version range");
        var text = reader.GetString()!;
        return VersionRange.TryParse(text, out _)
            ? text
            : throw new MisspeltException($"'{text}' is not a version range.", "Write 1.*, 1.2.3, >=1.2 or [1.2,2.0).");
    }

    private static bool Boolean(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.True => true,
        JsonTokenType.False => false,
        _ => throw new MisspeltException("true or false is expected here.", "Write true or false without quotes."),
    };

    private static List<string> Strings(ref Utf8JsonReader reader)
    {
        Expect(ref reader, JsonTokenType.StartArray, "a list");
        var texts = new List<string>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            Expect(ref reader, JsonTokenType.String, "a text");
            texts.Add(reader.GetString()!);
        }

        return texts;
    }

    private static List<string> Grants(ref Utf8JsonReader reader)
    {
        var grants = Strings(ref reader);
        try
        {
            DataGrants.Parse(grants);
            return grants;
        }
        catch (FormatException e)
        {
            throw new MisspeltException(e.Message, "");
        }
    }

    private static JsonElement Settings(ref Utf8JsonReader reader)
    {
        Expect(ref reader, JsonTokenType.StartObject, "an object of settings");
        return JsonElement.ParseValue(ref reader);
    }

    private static void Expect(ref Utf8JsonReader reader, JsonTokenType type, string what)
    {
        if (reader.TokenType != type)
        {
            throw new MisspeltException($"{what} is expected here, not {reader.TokenType}.", "");
        }
    }

    private sealed class MisspeltException(string message, string mend) : Exception(message)
    {
        public string Mend { get; } = mend;
    }
}
