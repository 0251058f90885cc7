using PluginPlatform.Identity.Calls;
using PluginPlatform.Identity.Permissions;
using PluginPlatform.Identity.Privacy;
using PluginPlatform.Identity.Tenants;
using PluginPlatform.Identity.Users;
using PluginPlatform.Sdk.Access;

namespace PluginPlatform.Identity.Access;

/// <summary>Answers "why may X see Y?" by the parts that decide every call: role, permission, grant, and whose data is seen.</summary>
public sealed class ExplainAccess
{
    private readonly UserRoster _users;
    private readonly TenantStates _tenants;
    private readonly CareTeam _care;
    private readonly BreakGlass _glass;
    private readonly ConsentBook _consents;
    private readonly UserRights _rights;
    private readonly TimeProvider _time;

    internal ExplainAccess(
        UserRoster users, TenantStates tenants, CareTeam care, BreakGlass glass, ConsentBook consents, UserRights rights, TimeProvider time) =>
        (_users, _tenants, _care, _glass, _consents, _rights, _time) = (users, tenants, care, glass, consents, rights, time);

    /// <summary>Explains whether a user may read one kind of a data subject's data at this moment.</summary>
    /// <param name="user">Id or user name, within reach.</param>
    /// <param name="subject">The data subject's id.</param>
    /// <param name="kind">The data kind; null for any.</param>
    /// <param name="reach">How far who asks reaches.</param>
    /// <param name="cancellationToken">Cancels the reads.</param>
    /// <returns>Null when there is no such user within reach.</returns>
    public async Task<AccessExplanation?> RunAsync(
        string user, string subject, string? kind, AdminReach reach, CancellationToken cancellationToken)
    {
        if (await _users.FindAsync(user, reach, cancellationToken) is not { } found)
        {
            return null;
        }

        var steps = new List<AccessStep>();
        var person = await _users.PersonAsync(found.Id, cancellationToken);
        var rights = _rights.Of(found.Roles, person);
        foreach (var step in Door(found, rights, kind ?? DataGrants.AnyKind))
        {
            steps.Add(step);
            if (!step.Passed)
            {
                return new(false, step.Rule, steps);
            }
        }

        steps.Add(await WhoseAsync(found, subject, person, rights, cancellationToken));
        if (steps[^1].Passed && await ConsentAsync(found, subject, rights, cancellationToken) is { } consent)
        {
            steps.Add(consent);
        }

        return new(steps[^1].Passed, steps[^1].Rule, steps);
    }

    private IEnumerable<AccessStep> Door(UserEntry user, Rights rights, string kind)
    {
        yield return new("user", user.Active, user.Active ? $"{user.UserName} is active." : $"{user.UserName} is deactivated.");
        var open = _tenants.IsActive(user.Tenant);
        yield return new("tenant", open, open ? $"The tenant {user.Tenant} is active." : $"The tenant {user.Tenant} is not active.");
        var roles = string.Join(", ", user.Roles);
        yield return rights.Reach == DataReach.None
            ? new("role", false, $"None of the roles {roles} opens patient data, or the patient's account is not linked to a record.")
            : new("role", true, $"The roles {roles} open {(rights.Reach == DataReach.Own ? "the own record" : "records for treatment")}.");
        var permissions = _rights.OpeningPatientData(rights).ToList();
        yield return new("permission", permissions.Count > 0, permissions.Count > 0
            ? $"They hold {string.Join(", ", permissions)}."
            : "They hold no permission of an active plugin that opens patient data.");
        var granted = rights.Data.Allows(DataAction.Read, kind);
        yield return new("grant", granted, granted ? $"Their grants cover reading {kind}." : $"Their grants do not cover reading {kind}.");
    }

    private async Task<AccessStep> WhoseAsync(UserEntry user, string subject, string? person, Rights rights, CancellationToken cancellationToken)
    {
        if (rights.Reach == DataReach.Own)
        {
            var own = PatientLink.SubjectOf(person) == subject;
            return new("compartment", own, own ? $"The account is linked to {subject}." : $"The account is linked to another record than {subject}.");
        }

        if (_tenants.Find(user.Tenant) is not { CareTeam: true })
        {
            return new("treatment", true, $"The tenant {user.Tenant} does not ask for a care relation.");
        }

        var now = _time.GetUtcNow();
        var relations = await _care.ListAsync(user.Tenant, subject, user.Id, cancellationToken);
        if (relations.Any(relation => relation.From <= now && (relation.Until is null || relation.Until > now)))
        {
            return new("care-team", true, $"{user.UserName} is in the care team of {subject}, set by {relations[0].SetBy}.");
        }

        return await BrokenAsync(user, subject, cancellationToken) is { } open
            ? new("break-glass", true, $"{user.UserName} broke the glass for {subject}; it is open until {open.Until:u}.")
            : new("care-team", false, $"{user.UserName} is not in the care team of {subject} and has not broken the glass.");
    }

    private async Task<EmergencyAccess?> BrokenAsync(UserEntry user, string subject, CancellationToken cancellationToken)
    {
        var now = _time.GetUtcNow();
        return (await _glass.ListAsync(user.Tenant, now.AddDays(-2), 1000, cancellationToken))
            .FirstOrDefault(access => access.User == user.Id && access.Subject == subject && access.Until > now);
    }

    /// <returns>Null when no consent keeps the user out.</returns>
    private async Task<AccessStep?> ConsentAsync(UserEntry user, string subject, Rights rights, CancellationToken cancellationToken)
    {
        var parties = CallParties.OfPerson(rights.TreatingAs, user.Id.ToString(), client: null);
        if (await _consents.DenialsAsync(user.Tenant, subject, parties, cancellationToken) is not [var denial, ..])
        {
            return null;
        }

        var words = $"the consent {denial.Id} of {denial.From:yyyy-MM-dd}, written down by {denial.GivenBy}, denies {denial.Party}";
        return _tenants.Find(user.Tenant) is { BreakGlassOverConsent: true } && await BrokenAsync(user, subject, cancellationToken) is { } open
            ? new("break-glass", true, $"{user.UserName} broke the glass for {subject}, open until {open.Until:u}, although {words}.")
            : new("consent", false, $"{user.UserName} is kept from {subject}: {words}.");
    }
}
