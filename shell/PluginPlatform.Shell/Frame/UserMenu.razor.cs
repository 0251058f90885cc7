using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Options;
using PluginPlatform.Sdk.Calls;

namespace PluginPlatform.Shell.Frame;

/// <summary>Who is signed in, the language, sign-out. Works without a circuit.</summary>
public sealed partial class UserMenu
{
    /// <summary>Who is signed in.</summary>
    [Parameter, EditorRequired]
    public CallContext Reader { get; set; } = null!;

    [Inject]
    private IOptions<ShellOptions> Options { get; set; } = null!;

    private string Initials
    {
        get
        {
            var parts = Reader.Actor.Name.Split('@')[0].Split([' ', '.', '-'], StringSplitOptions.RemoveEmptyEntries);
            return parts switch
            {
                [] => "?",
                [var one] => one[..Math.Min(2, one.Length)].ToUpperInvariant(),
                [var first, .., var last] => $"{first[0]}{last[0]}".ToUpperInvariant(),
            };
        }
    }

    private static string NativeName(string culture)
    {
        var language = CultureInfo.GetCultureInfo(culture);
        return language.TextInfo.ToTitleCase((language.IsNeutralCulture ? language : language.Parent).NativeName);
    }
}
