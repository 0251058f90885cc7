namespace PluginPlatform.Sdk.UI.Components;

/// <summary>Path data of each glyph, on a 24 by 24 grid, stroked in the text's colour.</summary>
internal static class GlyphPaths
{
    public static string Of(Glyph glyph) => glyph switch
    {
        Glyph.Home => "M3 10.5 12 3l9 7.5V20a1 1 0 0 1-1 1h-5v-6H9v6H4a1 1 0 0 1-1-1z",
        Glyph.People => "M16 20v-1.5a4 4 0 0 0-4-4H6a4 4 0 0 0-4 4V20M9 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7M22 20v-1.5a4 4 0 0 0-3-3.85M15.5 4.2a3.5 3.5 0 0 1 0 6.7",
        Glyph.Person => "M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8M4.5 20.5c.5-3.8 3.5-6 7.5-6s7 2.2 7.5 6",
        Glyph.Plug => "M9 3v5M15 3v5M6 8h12v3a6 6 0 0 1-12 0zM12 17v4",
        Glyph.Search => "M11 18a7 7 0 1 0 0-14 7 7 0 0 0 0 14M20.5 20.5 16 16",
        Glyph.Check => "m5 12.5 4.5 4.5L19 7.5",
        Glyph.Warning => "M12 4 2.5 20h19zM12 10v4.5M12 17.3v.01",
        Glyph.Danger => "M8.5 3h7L21 8.5v7L15.5 21h-7L3 15.5v-7zM12 8v5M12 16v.01",
        Glyph.Refused => "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18M6 18 18 6",
        Glyph.Lock => "M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3M12 15v2",
        Glyph.Drain => "M12 3v13M6 11l6 6 6-6M5 21h14",
        Glyph.Retry => "M20 11a8 8 0 0 0-14.5-3.5L3.5 10M3.5 5v5h5M4 13a8 8 0 0 0 14.5 3.5l2-2.5M20.5 19v-5h-5",
        Glyph.Clock => "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18M12 7v5l3.5 2",
        Glyph.Close => "M6 6l12 12M18 6 6 18",
        Glyph.More => "M5 12h.01M12 12h.01M19 12h.01",
        Glyph.Sun => "M12 16a4 4 0 1 0 0-8 4 4 0 0 0 0 8M12 2.5v2M12 19.5v2M2.5 12h2M19.5 12h2M5.3 5.3l1.4 1.4M17.3 17.3l1.4 1.4M18.7 5.3l-1.4 1.4M6.7 17.3l-1.4 1.4",
        Glyph.Moon => "M20 14.5A8.5 8.5 0 0 1 9.5 4 8.5 8.5 0 1 0 20 14.5z",
        Glyph.SignOut => "M14 4H5v16h9M10 12h11M17 8l4 4-4 4",
        Glyph.Pulse => "M3 12h4l2.5-7 5 14 2.5-7h4",
        Glyph.Document => "M6 3h8l5 5v13H6zM14 3v5h5M9 13h7M9 17h5",
        Glyph.Flask => "M9 3h6M10 3v6L4.5 19a1.3 1.3 0 0 0 1.2 2h12.6a1.3 1.3 0 0 0 1.2-2L14 9V3M7.5 15h9",
        Glyph.Pill => "M10.5 20.5a5 5 0 0 1-7-7l7-7 7 7zM10.5 6.5l3-3a5 5 0 0 1 7 7l-3 3",
        Glyph.Plus => "M12 5v14M5 12h14",
        Glyph.Minus => "M5 12h14",
        Glyph.Table => "M4 5h16v14H4zM4 10h16M10 10v9",
        Glyph.Filter => "M4 6h16M7 12h10M10 18h4",
        Glyph.Off => "M12 3v8M6.3 6.5a8 8 0 1 0 11.4 0",
        Glyph.Info => "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18M12 11v5.5M12 7.6v.01",
        Glyph.Back => "M15 5l-7 7 7 7",
        Glyph.Forward => "M9 5l7 7-7 7",
        Glyph.Key => "M8 16.5a4.5 4.5 0 1 0 0-9 4.5 4.5 0 0 0 0 9M12.5 12H21v3.5M17 12v3",
        Glyph.Building => "M5 21V4h9v17M14 9h5v12M3 21h18M8 8h3M8 12h3M8 16h3M16.5 13v.01M16.5 17v.01",
        _ => throw new ArgumentOutOfRangeException(nameof(glyph), glyph, "No such glyph."),
    };
}
