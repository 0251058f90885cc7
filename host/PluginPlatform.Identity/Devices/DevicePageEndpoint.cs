using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using PluginPlatform.Identity.Clients;
using PluginPlatform.Identity.CrossSite;
using PluginPlatform.Identity.Doors;
using PluginPlatform.Identity.Events;
using PluginPlatform.Identity.Grants;
using PluginPlatform.Identity.SignIn;
using PluginPlatform.Identity.Throttling;

namespace PluginPlatform.Identity.Devices;

/// <summary>RFC 8628 section 3.3 over HTTP: the signed-in person's side.</summary>
internal static class DevicePageEndpoint
{
    private const long LongestBody = 16 * 1024;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(IdentityPaths.DevicePage, ShowAsync);
        routes.MapPost(IdentityPaths.DevicePage, AnswerAsync)
            .WithMetadata(new RequestSizeLimitAttribute(LongestBody)).DisableAntiforgery();
    }

    private static async Task<IResult> ShowAsync(
        HttpContext context, PersonStore people, DeviceStore devices, ClientStore clients, AddressThrottle throttle,
        IAntiforgery antiforgery, CancellationToken cancellationToken)
    {
        DoorPolicy.KeepQuiet(context);
        DoorPolicy.Apply(context);
        var typed = context.Request.Query[DevicePage.CodeField].ToString();
        if (await people.FindAsync(context.User, cancellationToken) is not { } person)
        {
            var back = typed.Length == 0 ? IdentityPaths.DevicePage : $"{IdentityPaths.DevicePage}?{DevicePage.CodeField}={Uri.EscapeDataString(typed)}";
            return new SeeOther($"{IdentityPaths.SignInPage}?returnUrl={Uri.EscapeDataString(back)}");
        }

        if (typed.Length == 0)
        {
            return DevicePage.Enter(unknown: false);
        }

        return await WaitingAsync(typed, person, context, devices, clients, throttle, cancellationToken) is var (letters, client, device)
            ? DevicePage.Ask(letters, client, device.Scopes, person, antiforgery.GetAndStoreTokens(context))
            : DevicePage.Enter(unknown: true);
    }

    private static async Task<IResult> AnswerAsync(
        HttpContext context, PersonStore people, DeviceStore devices, ClientStore clients, AddressThrottle throttle,
        IAntiforgery antiforgery, SecurityJournal journal, CancellationToken cancellationToken)
    {
        DoorPolicy.KeepQuiet(context);
        DoorPolicy.Apply(context);
        if (await RequestForm.ReadOwnAsync(context, antiforgery, cancellationToken) is not { } form
            || await people.FindAsync(context.User, cancellationToken) is not { } person)
        {
            return StaleForm.Answer();
        }

        var decision = form[DevicePage.DecisionField].ToString();
        if (decision is not ("allow" or "deny"))
        {
            return StaleForm.Answer();
        }

        if (await WaitingAsync(form[DevicePage.CodeField].ToString(), person, context, devices, clients, throttle, cancellationToken)
            is not var (letters, client, device))
        {
            return DevicePage.Enter(unknown: true);
        }

        var allowed = decision == "allow";
        var kept = allowed
            ? await devices.AllowAsync(letters, new(client, person, device.Scopes, Nonce: null), cancellationToken)
            : await devices.DenyAsync(letters, cancellationToken);
        if (!kept)
        {
            return DevicePage.Enter(unknown: true);
        }

        await journal.AuthorizationAsync(person.Account, client, allowed ? null : "access_denied", context, cancellationToken);
        return DevicePage.Done(allowed);
    }

    // Section 5.1: guessing is slowed down per address. A device of another organisation does not wait for this person.
    private static async Task<(string Letters, Client Client, WaitingDevice Device)?> WaitingAsync(
        string typed, Person person, HttpContext context, DeviceStore devices, ClientStore clients, AddressThrottle throttle,
        CancellationToken cancellationToken)
    {
        if (throttle.IsExhausted(ThrottledDoor.Device, context))
        {
            return null;
        }

        if (UserCode.Read(typed) is { } letters
            && await devices.FindAsync(letters, cancellationToken) is { } device
            && await clients.FindAsync(device.ClientId, cancellationToken) is { Active: true } client
            && client.Tenant == person.Account.Tenant)
        {
            return (letters, client, device);
        }

        throttle.Count(ThrottledDoor.Device, context);
        return null;
    }
}
