using PluginPlatform.Identity.Scopes;
using PluginPlatform.Sdk.Access;

namespace PluginPlatform.Identity.Permissions;

/// <summary>
/// What a person's scopes open: each scope as far as it reaches, never farther than the person. A token of patient scopes
/// alone is about the one patient, and the database keeps that. Beside user scopes each patient scope is a grant narrowed
/// to that patient, so that neither kind widens the other.
/// </summary>
internal sealed class OpenedScopes
{
    private readonly ScopeSet _scopes;
    private readonly bool _user;
    private readonly bool _patient;
    private readonly bool _apart;

    /// <param name="scopes">The token's.</param>
    /// <param name="held">The person's own rights.</param>
    /// <param name="own">The data subject the person is; null for none.</param>
    /// <param name="patient">The patient in context; without one, patient scopes open nothing.</param>
    public OpenedScopes(ScopeSet scopes, Rights held, string? own, string? patient)
    {
        _scopes = scopes;
        _user = scopes.Speaks(ScopeContext.User);
        _patient = !string.IsNullOrEmpty(patient)
            && scopes.Speaks(ScopeContext.Patient)
            && (held.Reach != DataReach.Own || patient == own);

        // Who sees that one patient anyway needs no narrowing to it.
        _apart = _user && _patient && held.Reach != DataReach.Own;
        OnlySubject = _patient && !_user ? patient : null;

        var may = held.Data.OfEveryKind;
        var grants = scopes.Resources.Where(Counts)
            .Select(scope => new NarrowedGrant(scope.Kind, scope.Action & may)
            {
                Query = scope.Query,
                Subject = _apart && scope.Context == ScopeContext.Patient ? patient : null,
            })
            .Where(grant => grant.Action != DataAction.None)
            .ToLookup(grant => grant is { Query: null, Subject: null });
        Data = new(grants[true].Select(grant => KeyValuePair.Create(grant.Kind, grant.Action)));
        Narrowed = [.. grants[false]];
    }

    /// <summary>What is open of whole kinds, within the view of the person or of <see cref="OnlySubject"/>.</summary>
    public DataGrants Data { get; }

    /// <summary>What is open besides.</summary>
    public IReadOnlyList<NarrowedGrant> Narrowed { get; }

    /// <summary>The one data subject all of it is about; null when the person's own reach says whose data.</summary>
    public string? OnlySubject { get; }

    /// <summary>Whether the scopes reach what the permission is for. One for everything is given by user scopes alone.</summary>
    public bool Covers(PermissionDefinition permission)
    {
        var heeds = permission.HeedsNarrowing;
        return (_user && _scopes.Covers(permission.Action, ScopeContext.User, heeds))
            || (_patient && permission.Action != DataAction.None && (heeds || !_apart)
                && _scopes.Covers(permission.Action, ScopeContext.Patient, heeds));
    }

    private bool Counts(ResourceScope scope) =>
        (scope.Context == ScopeContext.User && _user) || (scope.Context == ScopeContext.Patient && _patient);
}
