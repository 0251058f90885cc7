using System.Collections.Frozen;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;

namespace PluginPlatform.Identity.Passwords;

/// <summary>
/// The list in the file <see cref="PlatformIdentityOptions.BreachedPasswords"/>; without one nothing is known. Two kinds of
/// file: SHA-1 hashes in hexadecimal, or the first ten or more digits of them, sorted, one a line, whatever follows a colon
/// ignored: searched where it lies, so that it may be tens of gigabytes; or plain passwords, one a line, kept in memory.
/// </summary>
internal sealed class BreachedPasswordsFile(IOptions<PlatformIdentityOptions> options) : IBreachedPasswords
{
    private const long LargestPlainList = 64 * 1024 * 1024;

    private readonly Lazy<Func<string, bool>> _list = new(() => Open(options.Value.BreachedPasswords));

    public ValueTask<bool> IsKnownAsync(string password, CancellationToken cancellationToken) => new(_list.Value(password));

    private static Func<string, bool> Open(string? path)
    {
        if (path is null)
        {
            return _ => false;
        }

        using (var reader = new StreamReader(path))
        {
            if (SortedHashes.PrefixLength(reader.ReadLine() ?? "") is { } length)
            {
                var hashes = new SortedHashes(path, length);
                return password => hashes.Contains(HashOf(password)[..length]);
            }
        }

        if (new FileInfo(path).Length > LargestPlainList)
        {
            throw new InvalidOperationException(
                $"The list of breached passwords has more than {LargestPlainList >> 20} MB of plain text: give it as sorted SHA-1 hashes.");
        }

        var known = File.ReadLines(path).Select(line => line.TrimEnd('\r')).Where(line => line.Length > 0).ToFrozenSet(StringComparer.OrdinalIgnoreCase);
        return known.Contains;
    }

    // The lists are published as SHA-1: it is the name of an entry here and protects nothing.
#pragma warning disable CA5350
    private static string HashOf(string password) => Convert.ToHexString(SHA1.HashData(Encoding.UTF8.GetBytes(password)));
#pragma warning restore CA5350
}
