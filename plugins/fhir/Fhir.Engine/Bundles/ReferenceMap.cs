using System.Text;

namespace Fhir.Engine.Bundles;

/// <summary>What the addresses used inside a transaction become: fullUrls and references by search, as Type/id.</summary>
public sealed class ReferenceMap
{
    // The addresses come from outside, so they are kept where colliding hashes do no harm.
    private readonly Dictionary<string, byte[]>.AlternateLookup<ReadOnlySpan<char>> _targets;

    private ReferenceMap(Dictionary<string, byte[]> targets) => _targets = targets.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Builds the map.</summary>
    /// <param name="bundle">The transaction.</param>
    /// <param name="idOf">The id under which an entry's resource is or will be stored; null for an entry that stores none.</param>
    /// <param name="conditional">Resolved references by search: <see cref="ConditionalReference.Text"/> to Type/id.</param>
    public static ReferenceMap Build(
        TransactionBundle bundle, Func<BundleEntry, string?> idOf, IReadOnlyDictionary<string, string> conditional)
    {
        ArgumentNullException.ThrowIfNull(bundle);
        ArgumentNullException.ThrowIfNull(idOf);
        ArgumentNullException.ThrowIfNull(conditional);
        var targets = new Dictionary<string, string>(conditional, StringComparer.Ordinal);
        foreach (var entry in bundle.Entries)
        {
            if (entry is { FullUrl: { } url, Resource: { } resource } && idOf(entry) is { } id)
            {
                targets[url] = $"{resource.ResourceType}/{id}";
            }
        }
        return new ReferenceMap(targets.ToDictionary(t => t.Key, t => Encoding.UTF8.GetBytes(t.Value), StringComparer.Ordinal));
    }

    /// <summary>The new text of an address, or null when it stays. A relative one is seen from the entry's own base.</summary>
    internal byte[]? Find(ReadOnlySpan<byte> address, string? restBase)
    {
        const int longest = 512;
        if (address.Length > longest)
        {
            return Find(Encoding.UTF8.GetString(address).AsSpan(), restBase);
        }
        Span<char> text = stackalloc char[longest];
        return Find(text[..Encoding.UTF8.GetChars(address, text)], restBase);
    }

    private byte[]? Find(ReadOnlySpan<char> address, string? restBase)
    {
        if (_targets.TryGetValue(address, out var target))
        {
            return target;
        }
        return restBase is not null && !address.Contains(':') && !address.StartsWith('#')
            && _targets.TryGetValue($"{restBase}/{address}", out target)
                ? target
                : null;
    }
}
