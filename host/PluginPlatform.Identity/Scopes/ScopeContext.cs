namespace PluginPlatform.Identity.Scopes;

/// <summary>On whose behalf data is opened, SMART App Launch 2.2 section 3.0.2.</summary>
internal enum ScopeContext
{
    /// <summary>The patient in context.</summary>
    Patient,

    /// <summary>What the signed-in user may see.</summary>
    User,

    /// <summary>A service, without a user.</summary>
    System,
}
