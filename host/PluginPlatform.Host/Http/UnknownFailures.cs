using Microsoft.AspNetCore.Mvc;
using PluginPlatform.Audit;

namespace PluginPlatform.Host.Http;

/// <summary>What nobody expected becomes a 500 with a request id; its trace goes to the log without messages, which may quote data.</summary>
internal sealed class UnknownFailures(RequestDelegate next, ILogger<UnknownFailures> log)
{
    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The caller left; there is nobody to answer.
        }
        catch (Exception e)
        {
            HostLog.RequestFailed(log, context.TraceIdentifier, e.GetType().FullName!, $"{e.GetType()} {e.StackTrace}");
            if (context.Response.HasStarted)
            {
                context.Abort();
                return;
            }

            await (e is AuditUnavailableException ? RefuseAsync(context) : AnswerAsync(context, e as BadHttpRequestException));
        }
    }

    /// <summary>What cannot be recorded is not done, and says so as plugins' endpoints do.</summary>
    private static Task RefuseAsync(HttpContext context) => WriteAsync(context, new()
    {
        Status = StatusCodes.Status503ServiceUnavailable,
        Title = "The audit trail cannot be written",
        Detail = "What cannot be recorded is not done. Try again shortly.",
        Extensions = { ["code"] = "audit.unavailable", ["requestId"] = context.TraceIdentifier },
    });

    private static Task AnswerAsync(HttpContext context, BadHttpRequestException? bad)
    {
        return WriteAsync(context, new()
        {
            Status = bad?.StatusCode ?? StatusCodes.Status500InternalServerError,
            Title = bad is null ? "It went wrong" : "The request cannot be read",
            Detail = bad is null ? "The log has the cause under this request id." : "Its body or a parameter does not have the expected form.",
            Extensions = { ["code"] = bad is null ? "platform.failed" : "request.malformed", ["requestId"] = context.TraceIdentifier },
        });
    }

    private static Task WriteAsync(HttpContext context, ProblemDetails problem)
    {
        context.Response.StatusCode = problem.Status!.Value;
        return context.Response.WriteAsJsonAsync(problem, options: null, "application/problem+json", context.RequestAborted);
    }
}
