namespace PluginPlatform.Identity.Consent;

/// <summary>What a person answers.</summary>
internal enum ConsentDecision
{
    Deny,
    Allow,
}
