namespace PluginPlatform.Identity.Grants;

/// <summary>What an app was started with (SMART App Launch 2.2 section 2.0.9).</summary>
/// <param name="Patient">The logical id of the patient in context.</param>
/// <param name="BannerShown">Whether the app runs beneath a banner that says who the patient is.</param>
internal sealed record LaunchContext(string Patient, bool BannerShown);
