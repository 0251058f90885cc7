using System.Text;
using Fhir.Engine.Text;

namespace Fhir.Engine.Bundles;

/// <summary>What the addresses used inside a transaction become: fullUrls and references by search, as Type/id.</summary>
public sealed class ReferenceMap
{
    private readonly Utf8Lookup<byte[]> _targets;

    private ReferenceMap(Utf8Lookup<byte[]> targets) => _targets = targets;

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
        return new ReferenceMap(new Utf8Lookup<byte[]>(targets
            .Select(t => KeyValuePair.Create(Encoding.UTF8.GetBytes(t.Key), Encoding.UTF8.GetBytes(t.Value))).ToList()));
    }

    /// <summary>The new text of an address, or null when it stays. A relative one is seen from the entry's own base.</summary>
    internal byte[]? Find(ReadOnlySpan<byte> address, string? restBase)
    {
        if (_targets.Find(address) is { } target)
        {
            return target;
        }
        if (restBase is null || address.Contains((byte)':') || address.IsEmpty || address[0] == '#')
        {
            return null;
        }
        return _targets.Find(Encoding.UTF8.GetBytes($"{restBase}/{Encoding.UTF8.GetString(address)}"));
    }
}
