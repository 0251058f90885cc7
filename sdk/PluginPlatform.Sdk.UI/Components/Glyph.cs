namespace PluginPlatform.Sdk.UI.Components;

/// <summary>The drawings an <see cref="Icon"/> can show. Line icons on a 24 px grid; names say what they mean.</summary>
public enum Glyph
{
    /// <summary>The first page.</summary>
    Home,

    /// <summary>Several people.</summary>
    People,

    /// <summary>One person.</summary>
    Person,

    /// <summary>A plugin, administration.</summary>
    Plug,

    /// <summary>Find.</summary>
    Search,

    /// <summary>All is well; done.</summary>
    Check,

    /// <summary>Attention: a triangle.</summary>
    Warning,

    /// <summary>Danger or failure: an octagon.</summary>
    Danger,

    /// <summary>Not allowed, or refused: a crossed circle.</summary>
    Refused,

    /// <summary>Kept back: a lock.</summary>
    Lock,

    /// <summary>Flowing out.</summary>
    Drain,

    /// <summary>Do it again.</summary>
    Retry,

    /// <summary>Time.</summary>
    Clock,

    /// <summary>Close.</summary>
    Close,

    /// <summary>More actions.</summary>
    More,

    /// <summary>Switch to the light theme.</summary>
    Sun,

    /// <summary>Switch to the dark theme.</summary>
    Moon,

    /// <summary>Leave.</summary>
    SignOut,

    /// <summary>A course of events.</summary>
    Pulse,

    /// <summary>A written document.</summary>
    Document,

    /// <summary>A laboratory result.</summary>
    Flask,

    /// <summary>A medicine.</summary>
    Pill,

    /// <summary>Add.</summary>
    Plus,

    /// <summary>Take away, zoom out.</summary>
    Minus,

    /// <summary>A table.</summary>
    Table,

    /// <summary>Filter.</summary>
    Filter,

    /// <summary>Switched off.</summary>
    Off,

    /// <summary>Information.</summary>
    Info,

    /// <summary>Back (mirrored in right-to-left).</summary>
    Back,

    /// <summary>Forward (mirrored in right-to-left).</summary>
    Forward,

    /// <summary>What opens something: a program's credentials.</summary>
    Key,

    /// <summary>An organisation: a tenant.</summary>
    Building,
}
