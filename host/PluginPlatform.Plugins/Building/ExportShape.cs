using System.Reflection;

namespace PluginPlatform.Plugins.Building;

/// <summary>What an exported interface may look like: only calls that can time out, be cancelled and be given up.</summary>
internal static class ExportShape
{
    public static void Verify(Type contract)
    {
        if (!contract.IsInterface || !contract.IsPublic)
        {
            throw Fault(contract, "is not a public interface");
        }

        foreach (var method in contract.GetMethods())
        {
            if (!IsAsynchronous(method.ReturnType))
            {
                throw Fault(contract, $"has {method.Name}, which returns {method.ReturnType.Name} instead of Task or Task<T>");
            }

            if (method.GetParameters().LastOrDefault()?.ParameterType != typeof(CancellationToken) || method.IsGenericMethod)
            {
                throw Fault(contract, $"has {method.Name}, which is generic or takes no CancellationToken last");
            }
        }
    }

    private static bool IsAsynchronous(Type type) =>
        type == typeof(Task)
        || (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Task<>));

    private static PluginFaultException Fault(MemberInfo contract, string what) =>
        new("plugin.export", $"{contract.Name} cannot cross plugins: it {what}.", "Give every method a Task or Task<T> result (page long lists) and a CancellationToken as its last parameter.");
}
