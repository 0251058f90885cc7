using Microsoft.AspNetCore.Http;
using PluginPlatform.Audit;
using PluginPlatform.Plugins.Faults;

namespace PluginPlatform.Plugins.Endpoints;

/// <summary>
/// The outermost filter of every plugin endpoint: runs the handler through the fault gate and makes the audit row durable
/// between the handler's result and the first byte of the answer.
/// </summary>
internal static class GatedHandler
{
    public static async ValueTask<object?> InvokeAsync(
        EndpointFilterInvocationContext invocation, EndpointFilterDelegate next, TimeSpan limit)
    {
        var context = invocation.HttpContext;
        var call = context.Features.Get<PluginCall>()!;
        var aborted = context.RequestAborted;
        object? result;
        try
        {
            result = await call.Generation.Gate.RunAsync(call.Operation, limit, token => Start(call, invocation, next, token), aborted);
        }
        catch (PluginCallException e)
        {
            result = new ProblemResult(PlatformProblem.From(e));
        }
        catch (OperationCanceledException) when (aborted.IsCancellationRequested)
        {
            return Results.Empty;
        }

        try
        {
            await call.Access.CompleteAsync(OutcomeOf(result), CancellationToken.None);
            return result;
        }
        catch (AuditUnavailableException)
        {
            return new ProblemResult(PlatformProblem.AuditUnavailable);
        }
    }

    private static Task<object?> Start(PluginCall call, EndpointFilterInvocationContext invocation, EndpointFilterDelegate next, CancellationToken token)
    {
        var handler = HandleAsync(call, invocation, next, token);
        call.Running = handler;
        return handler;
    }

    private static async Task<object?> HandleAsync(
        PluginCall call, EndpointFilterInvocationContext invocation, EndpointFilterDelegate next, CancellationToken token)
    {
        using var link = token.UnsafeRegister(static state => ((CancellationTokenSource)state!).Cancel(), call.GiveUp);
        return await next(invocation);
    }

    private static string OutcomeOf(object? result) => (result as IStatusCodeHttpResult)?.StatusCode switch
    {
        null or < 400 => AuditOutcome.Success,
        < 500 => AuditOutcome.Rejected,
        _ => AuditOutcome.Failed,
    };

    private sealed class ProblemResult(PlatformProblem problem) : IResult, IStatusCodeHttpResult
    {
        public int? StatusCode => problem.Status;

        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.RequestAborted = CancellationToken.None;
            return WriteProblem.ToAsync(httpContext, problem);
        }
    }
}
