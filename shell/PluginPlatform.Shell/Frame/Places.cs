using PluginPlatform.Sdk.Calls;
using PluginPlatform.Sdk.UI.Components;
using static PluginPlatform.Shell.Text.ShellText;

namespace PluginPlatform.Shell.Frame;

/// <summary>The shell's own pages, as this reader may open them.</summary>
internal static class Places
{
    public static IEnumerable<Place> For(CallContext reader)
    {
        yield return new("/", T("nav.home"), Glyph.Home, "g h");
        if (!reader.Data.IsEmpty)
        {
            yield return new("/patients", T("nav.patients"), Glyph.People, "g p");
        }

        if (reader.Has(ShellPermissions.ManageTenants))
        {
            yield return new("/admin/tenants", T("tenants.title"), Glyph.Building, "g t", AtEnd: true);
        }

        if (ShellPermissions.ManagesUsers(reader))
        {
            yield return new("/admin/users", T("users.title"), Glyph.Person, "g u", AtEnd: true);
        }

        if (ShellPermissions.ManagesClients(reader))
        {
            yield return new("/admin/clients", T("clients.title"), Glyph.Key, "g c", AtEnd: true);
        }

        if (ShellPermissions.ReadsAudit(reader))
        {
            yield return new("/admin/access", T("access.title"), Glyph.Lock, "g e", AtEnd: true);
        }

        if (reader.Has(ShellPermissions.ReadPlugins))
        {
            yield return new("/admin/plugins", T("nav.admin"), Glyph.Plug, "g a", AtEnd: true);
        }

        if (reader.Has(ShellPermissions.ReadAudit))
        {
            yield return new("/admin/audit", T("nav.audit"), Glyph.Document, "g l", AtEnd: true);
            yield return new("/admin/compliance", T("nav.compliance"), Glyph.Check, "g r", AtEnd: true);
        }
    }
}

/// <summary>A page of the shell.</summary>
/// <param name="Address">Path from the site's root.</param>
/// <param name="Title">Its name in the rail.</param>
/// <param name="Glyph">Its drawing.</param>
/// <param name="Keys">The keys that go there.</param>
/// <param name="AtEnd">Whether it stands apart at the end of the rail.</param>
internal sealed record Place(string Address, string Title, Glyph Glyph, string Keys, bool AtEnd = false);
