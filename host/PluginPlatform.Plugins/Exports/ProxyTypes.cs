using System.Collections.Concurrent;
using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.Loader;

namespace PluginPlatform.Plugins.Exports;

/// <summary>
/// Makes one proxy type per contract, in a dynamic assembly that belongs to the contract's own load context. The
/// framework's DispatchProxy keeps all of them in one assembly, where the second generation of a contract would be taken
/// for the first of the same name.
/// </summary>
internal static class ProxyTypes
{
    private static readonly ConcurrentDictionary<Type, Lazy<Type>> Made = new();
    private static readonly MethodInfo Forward = typeof(ExportProxy).GetMethod("Call", BindingFlags.Instance | BindingFlags.NonPublic)!;

    public static Type For(Type contract) => Made.GetOrAdd(contract, static type => new(() => Make(type))).Value;

    public static MethodInfo[] MethodsOf(Type contract) => contract.GetMethods();

    private static Type Make(Type contract)
    {
        using var scope = AssemblyLoadContext.GetLoadContext(contract.Assembly)!.EnterContextualReflection();
        var assembly = AssemblyBuilder.DefineDynamicAssembly(new AssemblyName($"{contract.FullName}.Proxy"), AssemblyBuilderAccess.Run);
        var type = assembly.DefineDynamicModule("proxy").DefineType(
            contract.Name + "Proxy", TypeAttributes.Public | TypeAttributes.Sealed, typeof(ExportProxy), [contract]);
        var methods = MethodsOf(contract);
        for (var i = 0; i < methods.Length; i++)
        {
            Implement(type, methods[i], i);
        }

        return type.CreateType();
    }

    /// <summary>Emits <c>return (TResult)Call(index, new object[] { arguments });</c>.</summary>
    private static void Implement(TypeBuilder type, MethodInfo method, int index)
    {
        var parameters = method.GetParameters().Select(p => p.ParameterType).ToArray();
        var made = type.DefineMethod(
            method.Name, MethodAttributes.Public | MethodAttributes.Virtual | MethodAttributes.Final | MethodAttributes.HideBySig | MethodAttributes.NewSlot,
            method.ReturnType, parameters);
        var il = made.GetILGenerator();
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Ldc_I4, index);
        il.Emit(OpCodes.Ldc_I4, parameters.Length);
        il.Emit(OpCodes.Newarr, typeof(object));
        for (var i = 0; i < parameters.Length; i++)
        {
            il.Emit(OpCodes.Dup);
            il.Emit(OpCodes.Ldc_I4, i);
            il.Emit(OpCodes.Ldarg, i + 1);
            if (parameters[i].IsValueType)
            {
                il.Emit(OpCodes.Box, parameters[i]);
            }

            il.Emit(OpCodes.Stelem_Ref);
        }

        il.Emit(OpCodes.Call, Forward);
        il.Emit(OpCodes.Castclass, method.ReturnType);
        il.Emit(OpCodes.Ret);
        type.DefineMethodOverride(made, method);
    }
}
