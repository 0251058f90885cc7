using PluginPlatform.Sdk.Access;

namespace PluginPlatform.Audit;

/// <summary>Writes actions as SMART App Launch 2.2 scope letters, in the order of section 3.0.2.</summary>
internal static class AccessLetters
{
    public static string Of(DataAction action) => string.Create(null, stackalloc char[8],
        $"{Letter(action, DataAction.Create, "c")}{Letter(action, DataAction.Read, "r")}{Letter(action, DataAction.Update, "u")}{Letter(action, DataAction.Delete, "d")}{Letter(action, DataAction.Search, "s")}");

    private static string Letter(DataAction action, DataAction one, string letter) =>
        (action & one) == one ? letter : "";
}
