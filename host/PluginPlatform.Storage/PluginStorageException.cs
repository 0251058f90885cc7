namespace PluginPlatform.Storage;

/// <summary>The database cannot serve a plugin or the kernel; says why and what to do about it.</summary>
/// <param name="code">A stable code, <c>STO-nnnn</c>.</param>
/// <param name="reason">What is wrong, naming the thing.</param>
/// <param name="mend">What puts it right.</param>
/// <param name="inner">The underlying failure, if any.</param>
public sealed class PluginStorageException(string code, string reason, string mend, Exception? inner = null)
    : Exception($"{code}: {reason} {mend}", inner)
{
    /// <summary>A stable code, <c>STO-nnnn</c>.</summary>
    public string Code { get; } = code;

    /// <summary>What is wrong, naming the thing.</summary>
    public string Reason { get; } = reason;

    /// <summary>What puts it right.</summary>
    public string Mend { get; } = mend;
}
