namespace PluginPlatform.Sdk.Access;

/// <summary>
/// A grant that holds for some items of a kind alone, as a SMART scope gives it
/// (<c>patient/Observation.rs?category=laboratory</c>). It is no part of <see cref="DataGrants"/>, so that who asks by kind
/// alone opens nothing by it; a plugin that applies it asks for it with <see cref="Calls.CallContext.Narrowed"/>.
/// </summary>
/// <param name="Kind">The data kind, or <c>*</c> for every kind.</param>
/// <param name="Action">What may be done with the items it holds for.</param>
public sealed record NarrowedGrant(string Kind, DataAction Action)
{
    /// <summary>The search that items must match, <c>name=value</c> pairs joined with <c>&amp;</c>, percent-encoded where they
    /// need it; all of them hold. Null when none narrows it.</summary>
    public string? Query { get; init; }

    /// <summary>The data subject in whose compartment items must be. Null when none narrows it.</summary>
    public string? Subject { get; init; }

    /// <summary>Whether it says anything about this action on this kind.</summary>
    /// <param name="action">One action.</param>
    /// <param name="kind">The data kind.</param>
    public bool Concerns(DataAction action, string kind) =>
        (Action & action) == action && (Kind == DataGrants.AnyKind || Kind == kind);
}
