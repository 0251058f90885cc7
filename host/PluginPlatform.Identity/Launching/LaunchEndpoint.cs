using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using PluginPlatform.Identity.CrossSite;
using PluginPlatform.Identity.Doors;
using PluginPlatform.Identity.SignIn;

namespace PluginPlatform.Identity.Launching;

/// <summary>
/// Starts an app in a tab of its own. A form posts here, so that no other site can start one and no address names a patient;
/// the answer is a page that goes on to the app, because browsers hold a form's policy against redirects.
/// </summary>
internal static class LaunchEndpoint
{
    public const string AppField = "app";
    public const string PatientField = "patient";

    private const long LongestBody = 16 * 1024;

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost(IdentityPaths.Launch, AnswerAsync)
        .WithMetadata(new RequestSizeLimitAttribute(LongestBody))
        .DisableAntiforgery();

    private static async Task<IResult> AnswerAsync(
        HttpContext context, IAntiforgery antiforgery, StartLaunch start, CancellationToken cancellationToken)
    {
        DoorPolicy.KeepQuiet(context);
        DoorPolicy.Apply(context);
        if (await RequestForm.ReadOwnAsync(context, antiforgery, cancellationToken) is not { } form)
        {
            return StaleForm.Answer();
        }

        return await start.RunAsync(
            context.User, form[AppField].ToString(), form[PatientField].ToString(), inChart: false, context.TraceIdentifier, cancellationToken)
            is { } launch
                ? LaunchPage.Of(launch)
                : LaunchPage.Refused();
    }
}
