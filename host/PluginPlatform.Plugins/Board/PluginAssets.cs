using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.StaticFiles;
using PluginPlatform.Plugins.Publishing;

namespace PluginPlatform.Plugins;

/// <summary>Serves <c>/_content/{plugin}/…</c> from the wwwroot of the plugin's active version. Not patient data: no sign-in.</summary>
internal sealed class PluginAssets(LiveSet live)
{
    private static readonly FileExtensionContentTypeProvider Types = new();

    public IResult Find(string plugin, string path)
    {
        if (live.Current.Find(plugin) is not { } generation)
        {
            return Results.NotFound();
        }

        var root = Path.GetFullPath(Path.Combine(generation.Resolved.Installed.Folder, "wwwroot")) + Path.DirectorySeparatorChar;
        var file = Path.GetFullPath(Path.Combine(root, path));
        return file.StartsWith(root, StringComparison.Ordinal) && File.Exists(file) && Types.TryGetContentType(file, out var type)
            ? Results.File(file, type, lastModified: File.GetLastWriteTimeUtc(file))
            : Results.NotFound();
    }
}
