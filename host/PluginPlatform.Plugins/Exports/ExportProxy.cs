using System.Collections.Concurrent;
using System.ComponentModel;
using System.Reflection;

namespace PluginPlatform.Plugins.Exports;

/// <summary>
/// What a consumer holds instead of the exporter's object. Each call finds the exporter's current generation, opens a scope
/// in it with the caller's context, and passes the fault gate; so an exporter can be replaced or fail between two calls.
/// </summary>
/// <remarks>Public because the types made by <see cref="ProxyTypes"/> derive from it; nothing else does.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class ExportProxy
{
    private static readonly ConcurrentDictionary<MethodInfo, Func<ExportCall, object>> Starters = new();

    private IExportCaller _caller = null!;
    private Type _contract = null!;
    private MethodInfo[] _methods = null!;

    internal static object Create(Type contract, IExportCaller caller)
    {
        var proxy = (ExportProxy)Activator.CreateInstance(ProxyTypes.For(contract))!;
        proxy._caller = caller;
        proxy._contract = contract;
        proxy._methods = ProxyTypes.MethodsOf(contract);
        return proxy;
    }

    /// <summary>Called by each method of the made types.</summary>
    /// <param name="method">Its place among the contract's methods.</param>
    /// <param name="arguments">Its arguments.</param>
    protected object Call(int method, object?[] arguments) =>
        Starters.GetOrAdd(_methods[method], StarterFor)(new(_caller, _contract, _methods[method], arguments));

    private static Func<ExportCall, object> StarterFor(MethodInfo method) =>
        method.ReturnType == typeof(Task)
            ? StartTask
            : typeof(ExportProxy).GetMethod(nameof(StartResult), BindingFlags.NonPublic | BindingFlags.Static)!
                .MakeGenericMethod(method.ReturnType.GetGenericArguments())
                .CreateDelegate<Func<ExportCall, object>>();

    private static object StartTask(ExportCall call) =>
        call.Caller.CallAsync(call, async (target, token) => { await (Task)call.On(target, token)!; return true; }, call.Token);

    private static object StartResult<T>(ExportCall call) =>
        call.Caller.CallAsync(call, (target, token) => (Task<T>)call.On(target, token)!, call.Token);
}
