namespace PluginPlatform.Identity.Consent;

/// <summary>A client a user has agreed to.</summary>
/// <param name="Client">Its id.</param>
/// <param name="Name">Its name.</param>
/// <param name="Scopes">What it may do.</param>
/// <param name="GivenAt">When it was last agreed to, UTC.</param>
public sealed record ConsentLine(string Client, string Name, IReadOnlyList<string> Scopes, DateTimeOffset GivenAt);
