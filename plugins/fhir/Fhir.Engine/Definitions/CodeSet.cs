using System.Text;
using Fhir.Engine.Text;

namespace Fhir.Engine.Definitions;

/// <summary>The listed codes of a value set.</summary>
internal sealed class CodeSet(string url, CodeGroup[] groups)
{
    private Utf8Lookup<string>? _codes;

    public string Url { get; } = url;

    public IReadOnlyList<CodeGroup> Groups => groups;

    private Utf8Lookup<string> Codes => _codes ??= new Utf8Lookup<string>(
        groups.SelectMany(g => g.Codes).Distinct(StringComparer.Ordinal)
            .Select(code => KeyValuePair.Create(Encoding.UTF8.GetBytes(code), code)).ToList());

    public bool Contains(ReadOnlySpan<byte> code) => Codes.Find(code) is not null;

    public bool Contains(string system, string code)
    {
        foreach (var group in groups)
        {
            if (group.System == system)
            {
                return Array.BinarySearch(group.Codes, code, StringComparer.Ordinal) >= 0;
            }
        }
        return false;
    }

    /// <summary>The system a code of this set belongs to: what an element of type code implies.</summary>
    public string? SystemOf(string code)
    {
        foreach (var group in groups)
        {
            if (Array.BinarySearch(group.Codes, code, StringComparer.Ordinal) >= 0)
            {
                return group.System;
            }
        }
        return null;
    }
}
