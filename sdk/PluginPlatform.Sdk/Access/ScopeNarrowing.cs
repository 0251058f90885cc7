using PluginPlatform.Sdk.Plugins;

namespace PluginPlatform.Sdk.Access;

/// <summary>
/// Contributed by the plugin that owns kinds of data and applies <see cref="NarrowedGrant"/> to them: which searches may
/// narrow a scope. What no plugin accepts is refused when it is asked for, so that no token says what nobody keeps.
/// </summary>
/// <param name="Refuse">Given a kind (or <c>*</c>) and a query as in <see cref="NarrowedGrant.Query"/>, says in one sentence what
/// is wrong with it, or null when it is applied. Called when scopes are granted, by many callers at once.</param>
public sealed record ScopeNarrowing(Func<string, string, string?> Refuse) : IContribution
{
    /// <summary>One plugin at a time owns the searches that narrow scopes.</summary>
    public string Key => "scopes";

    /// <inheritdoc/>
    public string? Refusal => null;
}
