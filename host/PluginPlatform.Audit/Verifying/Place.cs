using System.Runtime.InteropServices;
using PluginPlatform.Audit.Sealing;

namespace PluginPlatform.Audit.Verifying;

/// <summary>Where a seal puts a row.</summary>
/// <param name="Seal">The seal; null only in the default value.</param>
/// <param name="Index">The entry in it.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Place(AuditSeal Seal, int Index)
{
    public long Position => Seal.First + Index;

    public ReadOnlySpan<byte> Leaf => Seal.Entries.Leaf(Index);
}
