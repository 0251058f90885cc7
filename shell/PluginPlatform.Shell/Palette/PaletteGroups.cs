using PluginPlatform.Sdk.Calls;
using PluginPlatform.Sdk.Subjects;
using PluginPlatform.Sdk.UI.Components;
using PluginPlatform.Sdk.UI.Hosting;
using PluginPlatform.Sdk.UI.Slots;
using PluginPlatform.Shell.Apps;
using PluginPlatform.Shell.Frame;
using PluginPlatform.Shell.Patients;
using PluginPlatform.Shell.Slots;
using PluginPlatform.Shell.State;
using static PluginPlatform.Shell.Text.ShellText;

namespace PluginPlatform.Shell.Palette;

/// <summary>What the palette offers for what was typed.</summary>
internal static class PaletteGroups
{
    /// <summary>Typed first, it leaves patients out.</summary>
    public const char CommandsOnly = '>';

    public static IEnumerable<PaletteGroup> For(
        string typed, IReadOnlyList<SubjectSummary> found, ShellState state, CallContext reader, IPluginSurface surface, DateOnly today)
    {
        var commandsOnly = typed.StartsWith(CommandsOnly);
        var text = typed.TrimStart(CommandsOnly).Trim();
        var people = commandsOnly ? [] : People(text, found, state, today);
        return new[]
        {
            new PaletteGroup(T("nav.patients"), people),
            new PaletteGroup(T("palette.for", state.Patient?.Subject.Name), Named(text, Tabs(state, reader, surface))),
            new PaletteGroup(T("palette.pages"), Named(text, Pages(reader))),
            new PaletteGroup(T("palette.actions"), Named(text, Actions())),
        }.Where(group => group.Options.Count > 0);
    }

    private static PaletteOption[] People(string text, IReadOnlyList<SubjectSummary> found, ShellState state, DateOnly today)
    {
        var people = text.Length == 0 ? state.Open.Select(open => open.Subject) : found;
        return [.. people.Select(person => Person(person, state, today))];
    }

    private static PaletteOption Person(SubjectSummary person, ShellState state, DateOnly today)
    {
        var key = state.Open.FindIndex(open => open.Id == person.Id) + 1;
        return new(person.Name, Glyph.Person)
        {
            Address = "/patients/" + person.Id,
            About = PatientLine.Of(person, today),
            Hint = key > 0 ? T("palette.open") : null,
            Keys = key > 0 ? $"Alt {key}" : null,
        };
    }

    private static IEnumerable<PaletteOption> Tabs(ShellState state, CallContext reader, IPluginSurface surface) =>
        state.Patient is not { } patient
            ? []
            : surface.For(ShellSlots.PatientTab.Name, reader).Select(tab => new PaletteOption(T("palette.tab", tab.Fill.Title), Glyph.Document)
            {
                Address = $"/patients/{patient.Id}/{tab.Fill.Name}",
                Hint = T("palette.from", tab.Plugin),
            }).Append(new(T("apps.action"), Glyph.Plug) { Address = AppPlace.Of(patient.Id) });

    private static IEnumerable<PaletteOption> Pages(CallContext reader) =>
        Places.For(reader).Select(place => new PaletteOption(place.Title, place.Glyph) { Address = place.Address, Keys = place.Keys.ToUpperInvariant() });

    private static IEnumerable<PaletteOption> Actions() =>
    [
        new(T("theme.switch"), Glyph.Moon) { Do = "theme" },
        new(T("signout"), Glyph.SignOut) { Do = "sign-out" },
    ];

    private static PaletteOption[] Named(string text, IEnumerable<PaletteOption> options) =>
        [.. options.Where(option => option.Title.Contains(text, StringComparison.CurrentCultureIgnoreCase))];
}
