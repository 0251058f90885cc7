using System.Collections.Concurrent;
using System.Reflection;

namespace PluginPlatform.Plugins.Exports;

/// <summary>
/// What a consumer holds instead of the exporter's object. Each call finds the exporter's current generation, opens a scope
/// in it with the caller's context, and passes the fault gate; so an exporter can be replaced or fail between two calls.
/// </summary>
internal class ExportProxy : DispatchProxy
{
    private static readonly ConcurrentDictionary<MethodInfo, Func<ExportCall, object>> Starters = new();

    private IExportCaller _caller = null!;
    private Type _contract = null!;

    public static object Create(Type contract, IExportCaller caller)
    {
        var proxy = DispatchProxy.Create(contract, typeof(ExportProxy));
        var self = (ExportProxy)proxy;
        self._caller = caller;
        self._contract = contract;
        return proxy;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) =>
        Starters.GetOrAdd(targetMethod!, StarterFor)(new(_caller, _contract, targetMethod!, args ?? []));

    private static Func<ExportCall, object> StarterFor(MethodInfo method)
    {
        var result = method.ReturnType;
        return result == typeof(Task)
            ? StartTask
            : typeof(ExportProxy).GetMethod(nameof(StartResult), BindingFlags.NonPublic | BindingFlags.Static)!
                .MakeGenericMethod(result.GetGenericArguments())
                .CreateDelegate<Func<ExportCall, object>>();
    }

    private static object StartTask(ExportCall call) =>
        call.Caller.CallAsync(call, async (target, token) => { await (Task)call.On(target, token)!; return true; }, call.Token);

    private static object StartResult<T>(ExportCall call) =>
        call.Caller.CallAsync(call, (target, token) => (Task<T>)call.On(target, token)!, call.Token);
}

/// <summary>One call through a proxy.</summary>
internal sealed record ExportCall(IExportCaller Caller, Type Contract, MethodInfo Method, object?[] Arguments)
{
    public string Operation => $"{Contract.Name}.{Method.Name}";

    public CancellationToken Token => (CancellationToken)Arguments[^1]!;

    public object? On(object target, CancellationToken cancellationToken)
    {
        var arguments = (object?[])Arguments.Clone();
        arguments[^1] = cancellationToken;
        return Method.Invoke(target, BindingFlags.DoNotWrapExceptions, null, arguments, null);
    }
}

/// <summary>Carries out calls through proxies on behalf of one caller.</summary>
internal interface IExportCaller
{
    Task<T> CallAsync<T>(ExportCall call, Func<object, CancellationToken, Task<T>> invoke, CancellationToken cancellationToken);
}
