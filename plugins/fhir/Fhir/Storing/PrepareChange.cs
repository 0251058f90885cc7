using Fhir.Engine.Parsing;
using Fhir.Engine.References;
using Fhir.Engine.Writing;

namespace Fhir.Storing;

/// <summary>Makes changes from content: what costs processor time is done here, before a transaction is open.</summary>
internal sealed class PrepareChange(R4 r4, TimeProvider time)
{
    /// <summary>Now, to the millisecond: what meta.lastUpdated and the column can both hold.</summary>
    public DateTimeOffset Now
    {
        get
        {
            var now = time.GetUtcNow();
            return now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMillisecond));
        }
    }

    /// <summary>A change to store content that has been parsed and found valid.</summary>
    public Change Store(ChangeKind kind, FhirResource content, string id, int? ifMatch, string? at = null)
    {
        var stamp = Stamp(id, Now);
        return Stored(kind, content.ResourceType, ResourceWriter.Stamp(content, stamp), stamp, ifMatch, at);
    }

    /// <summary>A change to store JSON that carries its stamp already: a Bundle's entry with its references rewritten.</summary>
    public Change Stored(ChangeKind kind, string type, byte[] json, VersionStamp stamp, int? ifMatch, string? at)
    {
        // Parsed again as it will be stored, so that what is indexed is what can be read.
        var resource = r4.Parser.Parse(json).Resource
            ?? throw new InvalidOperationException($"A {type} could be read before it was stamped and not after.");
        var rows = r4.Indexer.Extract(resource);
        return new()
        {
            Kind = kind,
            Type = type,
            Id = stamp.Id,
            Resource = resource,
            Json = json,
            StampedAt = stamp.LastUpdated,
            Rows = rows,
            References = ResourceReferences.Of(resource),
            Subjects = r4.Compartment.PatientsOf(resource, rows),
            IfMatch = ifMatch,
            At = at,
        };
    }

    /// <summary>A deletion.</summary>
    public static Change Delete(string type, string id, int? ifMatch, string? at) =>
        new() { Kind = ChangeKind.Delete, Type = type, Id = id, IfMatch = ifMatch, At = at };

    /// <summary>A new logical id.</summary>
    public string NewId() => Guid.CreateVersion7(time.GetUtcNow()).ToString();

    /// <summary>The stamp of a first version; a later version is stamped again when its number is known.</summary>
    public static VersionStamp Stamp(string id, DateTimeOffset at) => new(id, "1", at);
}
