using Microsoft.AspNetCore.Mvc;

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

            await AnswerAsync(context, e as BadHttpRequestException);
        }
    }

    private static Task AnswerAsync(HttpContext context, BadHttpRequestException? bad)
    {
        context.Response.StatusCode = bad?.StatusCode ?? StatusCodes.Status500InternalServerError;
        var problem = new ProblemDetails
        {
            Status = context.Response.StatusCode,
            Title = bad is null ? "It went wrong" : "The request cannot be read",
            Detail = bad is null ? "The log has the cause under this request id." : "Its body or a parameter does not have the expected form.",
            Extensions = { ["code"] = bad is null ? "platform.failed" : "request.malformed", ["requestId"] = context.TraceIdentifier },
        };
        return context.Response.WriteAsJsonAsync(problem, options: null, "application/problem+json", context.RequestAborted);
    }
}
