namespace PluginPlatform.Identity.Launching;

/// <summary>What a handle stands for: one person, in one session, wants one app to open one patient.</summary>
internal sealed record Launch(string Tenant, string ClientId, Guid User, Guid Session, string Patient, bool Framed);
