using System.Security.Claims;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;
using PluginPlatform.Identity.Calls;
using PluginPlatform.Identity.Clients;
using PluginPlatform.Identity.Events;
using PluginPlatform.Identity.Grants;

namespace PluginPlatform.Identity.Launching;

/// <summary>SMART App Launch 2.2 section 2.0.3: starts an app for a patient whose chart somebody has open.</summary>
public sealed class StartLaunch
{
    private readonly ClientStore _clients;
    private readonly LaunchStore _launches;
    private readonly PersonStore _people;
    private readonly IFindPatients _patients;
    private readonly ICallContexts _calls;
    private readonly ISecurityEvents _events;
    private readonly string _issuer;

    internal StartLaunch(
        ClientStore clients, LaunchStore launches, PersonStore people, IFindPatients patients, ICallContexts calls,
        ISecurityEvents events, IOptions<PlatformIdentityOptions> options)
    {
        (_clients, _launches, _people, _patients, _calls, _events) = (clients, launches, people, patients, calls, events);
        _issuer = options.Value.Issuer;
    }

    /// <summary>The apps of somebody's tenant that can be started from a chart, by name.</summary>
    /// <param name="principal">Who is signed in.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    /// <returns>Empty when nobody is signed in.</returns>
    public async Task<IReadOnlyList<LaunchableApp>> AppsAsync(ClaimsPrincipal principal, CancellationToken cancellationToken) =>
        _calls.For(principal, "", purpose: null) is { Data.IsEmpty: false } call
            ? [.. (await _clients.LaunchableAsync(call.Tenant, cancellationToken)).Select(Describe)]
            : [];

    /// <summary>
    /// Starts an app. It is recorded before the address exists, and only for a patient the person sees. The address carries
    /// the platform's FHIR base and the handle, and nothing about the patient.
    /// </summary>
    /// <param name="principal">Who is signed in.</param>
    /// <param name="app">The client's id.</param>
    /// <param name="patient">The patient's logical id.</param>
    /// <param name="inChart">Whether it opens inside the chart.</param>
    /// <param name="requestId">Correlates the audit rows.</param>
    /// <param name="cancellationToken">Cancels before the launch is written.</param>
    /// <returns>Null when there is no such app or patient for this person, or the app does not open inside a chart.</returns>
    public async Task<StartedLaunch?> RunAsync(
        ClaimsPrincipal principal, string app, string patient, bool inChart, string requestId, CancellationToken cancellationToken)
    {
        if (await _people.FindAsync(principal, cancellationToken) is not { } person
            || _calls.For(principal, requestId, purpose: null) is not { } call
            || !ClientId.IsValid(app)
            || await _clients.FindAsync(app, cancellationToken) is not { Active: true, LaunchUri: { } uri } client
            || client.Tenant != call.Tenant
            || (inChart && !OpensInChart(client))
            || _patients.For(call) is not { } directory
            || await directory.FindAsync(patient, cancellationToken) is not { } subject)
        {
            return null;
        }

        await _events.RecordAsync(
            new(SecurityEventKind.AppLaunched, call.Tenant, call.Actor, client.Id, requestId, "") { Subject = subject.Id }, cancellationToken);
        var handle = await _launches.StartAsync(
            new(call.Tenant, client.Id, person.Account.Id, person.Session, subject.Id, inChart), cancellationToken);
        var address = QueryHelpers.AddQueryString(
            uri, new Dictionary<string, string?> { ["iss"] = _issuer + IdentityPaths.Fhir, ["launch"] = handle });
        return new(Describe(client), address, handle);
    }

    /// <summary>Whether the app has come with its handle and was let in.</summary>
    /// <param name="launch">The launch.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    public Task<bool> HasArrivedAsync(StartedLaunch launch, CancellationToken cancellationToken) =>
        _launches.IsUsedAsync(launch.Handle, cancellationToken);

    private LaunchableApp Describe(Client client) =>
        new(client.Id, client.Name, LaunchOrigin.Of(client.LaunchUri ?? ""), OpensInChart(client));

    private bool OpensInChart(Client client) => FrameTheApp.SourceOf(client, _issuer) is not null;
}
