using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using PluginPlatform.Audit;
using PluginPlatform.Plugins.Calls;
using PluginPlatform.Plugins.Publishing;
using PluginPlatform.Sdk.Access;
using PluginPlatform.Sdk.Calls;

namespace PluginPlatform.Plugins.Endpoints;

/// <summary>What happens around every plugin endpoint: who, may they, audit, the plugin's own scope, and how faults leave.</summary>
internal sealed class PluginEndpointPipeline(ICallSource calls, AuditTrail audit, TimeProvider time)
{
    public RequestDelegate Around(RouteEndpoint endpoint, Generation generation)
    {
        var inner = endpoint.RequestDelegate!;
        var declared = endpoint.Metadata.GetMetadata<DeclaredData>()!;
        var permissions = endpoint.Metadata.OfType<RequiredPermission>().Select(p => p.Name).ToArray();
        var anonymous = endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null;
        var operation = $"{string.Join('|', endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? [])} {endpoint.RoutePattern.RawText}";
        return async context =>
        {
            var call = calls.For(context);
            var subject = declared.Subject is null ? null : context.Request.RouteValues[declared.Subject] as string;
            if (await RefusalAsync(context, call, generation, permissions, anonymous, declared, operation, subject) is { } refusal)
            {
                await WriteProblem.ToAsync(context, refusal);
                return;
            }

            call ??= Anonymous(context);
            var access = new AccessScope(call, generation.Id, generation.Version, operation, declared, subject, audit, time);
            await RunAsync(context, inner, generation, call, access, operation);
        };
    }

    private static async Task RunAsync(
        HttpContext context, RequestDelegate inner, Generation generation, CallContext call, AccessScope access, string operation)
    {
        var outerServices = context.RequestServices;
        var outerAborted = context.RequestAborted;
        using var giveUp = CancellationTokenSource.CreateLinkedTokenSource(outerAborted);
        var running = new PluginCall(generation, access, operation, giveUp);
        var scope = generation.OpenScope(call);
        context.RequestServices = scope.Services;
        context.RequestAborted = giveUp.Token;
        context.Features.Set(running);
        context.Response.OnStarting(static state => AuditedAsync((PluginCall)state), running);
        CurrentCall.Enter(access);
        try
        {
            await inner(context);
        }
        catch (BadHttpRequestException e)
        {
            context.RequestAborted = outerAborted;
            await WriteProblem.ToAsync(context, PlatformProblem.From(e));
        }
        catch (AuditUnavailableException)
        {
            context.RequestAborted = outerAborted;
            await WriteProblem.ToAsync(context, PlatformProblem.AuditUnavailable);
        }
        finally
        {
            context.RequestAborted = outerAborted;
            context.RequestServices = outerServices;
            await scope.DisposeAfterAsync(running.Running);
        }
    }

    /// <summary>The backstop: whatever path the answer takes, its first byte waits for the audit row.</summary>
    private static Task AuditedAsync(PluginCall call) =>
        call.Withheld ? Task.CompletedTask : call.Access.CompleteAsync(AuditOutcome.Success, CancellationToken.None);

    private async Task<PlatformProblem?> RefusalAsync(
        HttpContext context, CallContext? call, Generation generation, string[] permissions, bool anonymous,
        DeclaredData declared, string operation, string? subject)
    {
        if (call is null)
        {
            return anonymous ? null : PlatformProblem.Unauthenticated;
        }

        if (!generation.Serves(call.Tenant))
        {
            return PlatformProblem.NotForTenant(generation.Id);
        }

        if (anonymous || Array.Find(permissions, p => !call.Has(p)) is not { } missing)
        {
            return null;
        }

        var denied = new AccessScope(call, generation.Id, generation.Version, operation, declared, subject, audit, time);
        try
        {
            await denied.CompleteAsync(AuditOutcome.Denied, context.RequestAborted);
            return PlatformProblem.Forbidden(missing);
        }
        catch (AuditUnavailableException)
        {
            return PlatformProblem.AuditUnavailable;
        }
    }

    private static CallContext Anonymous(HttpContext context) => new()
    {
        Tenant = "", Actor = new(ActorKind.Anonymous, "", ""), Permissions = [], Data = DataGrants.None, RequestId = context.TraceIdentifier,
    };
}
