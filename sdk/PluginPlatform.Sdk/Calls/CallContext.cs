using System.Collections.Frozen;
using PluginPlatform.Sdk.Access;

namespace PluginPlatform.Sdk.Calls;

/// <summary>Who calls, for which tenant, with which rights and why. Immutable; scoped in every plugin container.</summary>
public sealed record CallContext
{
    /// <summary>The purpose of use when none is stated: treatment (HL7 v3 PurposeOfUse <c>TREAT</c>).</summary>
    public const string DefaultPurpose = "TREAT";

    /// <summary>The tenant whose data the call may touch. The database enforces it.</summary>
    public required string Tenant { get; init; }

    /// <summary>Who acts.</summary>
    public required Actor Actor { get; init; }

    /// <summary>Permissions <c>resource:action</c> the actor holds.</summary>
    public required FrozenSet<string> Permissions { get; init; }

    /// <summary>Patient data the actor may touch.</summary>
    public required DataGrants Data { get; init; }

    /// <summary>What the actor may touch besides <see cref="Data"/>: some items of a kind alone. Each grant opens its own; together
    /// they open what any of them does. Empty for almost every call.</summary>
    public IReadOnlyList<NarrowedGrant> Narrowed { get; init; } = [];

    /// <summary>Correlates logs, audit rows, events and answers (header X-Request-Id).</summary>
    public required string RequestId { get; init; }

    /// <summary>Purpose of use, an HL7 v3 PurposeOfUse code.</summary>
    public string Purpose { get; init; } = DefaultPurpose;

    /// <summary>Whose data within the tenant the call sees. The database enforces it. Default everyone.</summary>
    public SubjectView View { get; init; } = SubjectView.Everyone;

    /// <summary>As whom the call comes before the consents of data subjects (<see cref="ConsentParty"/>), one a line. The
    /// database keeps back whoever denies one of them. Default none: a plugin at its own work, which no consent concerns.</summary>
    public string Parties { get; init; } = "";

    /// <summary>Data subjects to whom the actor has emergency access at this moment; their audit rows have the purpose
    /// <see cref="PurposeOfUse.BreakGlass"/>.</summary>
    public IReadOnlySet<string> BreakGlass { get; init; } = FrozenSet<string>.Empty;

    /// <summary>Whether the actor holds the permission.</summary>
    /// <param name="permission">For example <c>journey:read</c>.</param>
    public bool Has(string permission) => Permissions.Contains(permission);
}
