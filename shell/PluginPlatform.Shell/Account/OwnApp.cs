namespace PluginPlatform.Shell.Account;

/// <summary>A program the reader has agreed to.</summary>
/// <param name="Id">The client's id.</param>
/// <param name="Name">Its name.</param>
/// <param name="Scopes">What it may do.</param>
/// <param name="GivenAt">When the reader last agreed, UTC.</param>
public sealed record OwnApp(string Id, string Name, IReadOnlyList<string> Scopes, DateTimeOffset GivenAt);
