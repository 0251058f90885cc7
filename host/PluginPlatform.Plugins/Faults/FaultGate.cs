using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Polly;
using Polly.CircuitBreaker;

namespace PluginPlatform.Plugins.Faults;

/// <summary>
/// The one place every call into a plugin passes: time-out, error isolation, circuit breaker, metrics. It ends in one of
/// three ways: the plugin's result, a <see cref="PluginCallException"/>, or cancellation by the caller.
/// </summary>
internal sealed class FaultGate(string plugin, string version, PluginLimits limits, CallLedger ledger, TimeProvider time, ILogger log)
{
    private static readonly Meter Meter = new("PluginPlatform.Plugins");
    private static readonly Histogram<double> Duration = Meter.CreateHistogram<double>("plugin.call.duration", "ms");
    private static readonly Counter<long> FaultCount = Meter.CreateCounter<long>("plugin.call.faults");

    private readonly ConcurrentDictionary<string, ResiliencePipeline> _breakers = new(StringComparer.Ordinal);

    public CallLedger Ledger => ledger;

    public async Task<TResult> RunAsync<TResult>(
        string operation, TimeSpan limit, Func<CancellationToken, Task<TResult>> call, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        try
        {
            var result = await Breaker(operation).ExecuteAsync(
                static async (state, token) => await state.Gate.WithinAsync(state.operation, state.limit, state.call, token),
                (Gate: this, operation, limit, call), cancellationToken);
            Record(operation, started, fault: false);
            return result;
        }
        catch (BrokenCircuitException)
        {
            throw new PluginCallException(plugin, version, operation, PluginCallFailure.SetAside, null);
        }
        catch (PluginCallException)
        {
            Record(operation, started, fault: true);
            throw;
        }
    }

    private async Task<TResult> WithinAsync<TResult>(
        string operation, TimeSpan limit, Func<CancellationToken, Task<TResult>> call, CancellationToken cancellationToken)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        // On the pool, so that a plugin that blocks its thread is given up like one that never completes.
        var running = Task.Run(() => call(end.Token), CancellationToken.None);
        try
        {
            return await running.WaitAsync(limit, time, cancellationToken);
        }
        catch (TimeoutException) when (!running.IsCompleted)
        {
            await end.CancelAsync();
            Observe(running);
            PluginsLog.TimedOut(log, plugin, version, operation, limit);
            throw new PluginCallException(plugin, version, operation, PluginCallFailure.TimedOut, null);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            Observe(running);
            throw;
        }
        catch (Exception e) when (!IsCallersFault(e))
        {
            PluginsLog.Failed(log, plugin, version, operation, e.GetType().FullName!, new(e));
            throw new PluginCallException(plugin, version, operation, PluginCallFailure.Failed, e);
        }
    }

    /// <summary>A malformed request is the caller's, and a fault behind another gate was counted there.</summary>
    private static bool IsCallersFault(Exception e) => e is BadHttpRequestException or PluginCallException or Audit.AuditUnavailableException;

    private static void Observe(Task abandoned) =>
        abandoned.ContinueWith(static t => _ = t.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);

    private ResiliencePipeline Breaker(string operation) => _breakers.GetOrAdd(operation, _ => new ResiliencePipelineBuilder { TimeProvider = time }
        .AddCircuitBreaker(new CircuitBreakerStrategyOptions
        {
            FailureRatio = 0.5,
            MinimumThroughput = limits.FaultsBeforeSetAside,
            SamplingDuration = TimeSpan.FromMinutes(1),
            BreakDuration = limits.SetAside,
            ShouldHandle = new PredicateBuilder().Handle<PluginCallException>(e => e.Failure != PluginCallFailure.SetAside),
        })
        .Build());

    private void Record(string operation, long started, bool fault)
    {
        var took = time.GetElapsedTime(started);
        ledger.Record(took, fault);
        var tags = new TagList { { "plugin", plugin }, { "version", version }, { "operation", operation } };
        Duration.Record(took.TotalMilliseconds, tags);
        if (fault)
        {
            FaultCount.Add(1, tags);
        }
    }
}
