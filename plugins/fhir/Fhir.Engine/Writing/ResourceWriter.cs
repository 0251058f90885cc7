using System.Globalization;
using System.Text;
using System.Text.Json;
using Fhir.Engine.Parsing;
using Fhir.Engine.Primitives;

namespace Fhir.Engine.Writing;

/// <summary>Makes the text that is stored from the text that came.</summary>
public static class ResourceWriter
{
    /// <summary>
    /// The resource's JSON with id, meta.versionId and meta.lastUpdated set; order, spacing and numbers of the rest stay
    /// byte for byte.
    /// </summary>
    /// <exception cref="ArgumentException">The stamp's id or version is not a FHIR id.</exception>
    public static byte[] Stamp(FhirResource resource, VersionStamp stamp)
    {
        ArgumentNullException.ThrowIfNull(resource);
        var edits = new JsonEdits();
        AddStamp(edits, resource, stamp);
        return edits.Apply(resource.Json.Span, resource.Tape[resource.Root].Start);
    }

    internal static void AddStamp(JsonEdits edits, FhirResource resource, VersionStamp stamp)
    {
        ArgumentNullException.ThrowIfNull(stamp);
        RequireId(stamp.Id);
        RequireId(stamp.VersionId);
        var tape = resource.Tape;
        var head = new StringBuilder();
        if (tape.Child(resource.Root, "id") is >= 0 and var id)
        {
            edits.Replace(tape[id].Start, tape[id].Length, Encoding.UTF8.GetBytes(stamp.Id));
        }
        else
        {
            head.Append(CultureInfo.InvariantCulture, $",\"id\":\"{stamp.Id}\"");
        }
        if (tape.Child(resource.Root, "meta") is >= 0 and var meta)
        {
            AddToMeta(edits, tape, meta, stamp);
        }
        else
        {
            head.Append(CultureInfo.InvariantCulture, $",\"meta\":{{\"versionId\":\"{stamp.VersionId}\",\"lastUpdated\":\"{Format(stamp)}\"}}");
        }
        if (head.Length > 0)
        {
            edits.Insert(EndOfResourceType(resource), Encoding.UTF8.GetBytes(head.ToString()));
        }
    }

    private static void AddToMeta(JsonEdits edits, Tape tape, int meta, VersionStamp stamp)
    {
        var missing = new StringBuilder();
        Set("versionId", stamp.VersionId);
        Set("lastUpdated", Format(stamp));
        if (missing.Length > 0)
        {
            // An element cannot be empty, so something follows.
            edits.Insert(tape[meta].Start + 1, Encoding.UTF8.GetBytes(missing.ToString()));
        }

        void Set(string name, string value)
        {
            if (tape.Child(meta, name) is >= 0 and var node)
            {
                edits.Replace(tape[node].Start, tape[node].Length, Encoding.UTF8.GetBytes(value));
            }
            else
            {
                missing.Append(CultureInfo.InvariantCulture, $"\"{name}\":\"{value}\",");
            }
        }
    }

    private static int EndOfResourceType(FhirResource resource)
    {
        var reader = new Utf8JsonReader(resource.Json.Span, new JsonReaderOptions { MaxDepth = ResourceParser.MaxDepth });
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var found = reader.ValueTextEquals("resourceType"u8);
            reader.Read();
            if (found)
            {
                return resource.Tape[resource.Root].Start + (int)reader.BytesConsumed;
            }
            reader.Skip();
        }
        throw new InvalidOperationException("A resource that has been read has a resourceType.");
    }

    private static string Format(VersionStamp stamp) =>
        stamp.LastUpdated.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    private static void RequireId(string id)
    {
        if (!PrimitiveFormat.IsId(Encoding.UTF8.GetBytes(id)))
        {
            throw new ArgumentException("Not a FHIR id.", nameof(id));
        }
    }
}
