using System.Reflection;

namespace PluginPlatform.Plugins.Exports;

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
