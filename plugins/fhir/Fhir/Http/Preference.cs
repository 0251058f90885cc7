using Microsoft.AspNetCore.Http;

namespace Fhir.Http;

/// <summary>What a write's answer should hold (R4 3.1.0.6, Prefer: return=…).</summary>
internal enum Preference
{
    /// <summary>Nothing said: the resource for a single write, none in a Bundle.</summary>
    None,

    /// <summary>The stored resource.</summary>
    Representation,

    /// <summary>Headers only.</summary>
    Minimal,

    /// <summary>An OperationOutcome.</summary>
    Outcome,
}

/// <summary>Reads the Prefer header (RFC 7240).</summary>
internal static class Prefer
{
    public static Preference Return(HttpRequest request) => Value(request, "return") switch
    {
        "minimal" => Preference.Minimal,
        "OperationOutcome" => Preference.Outcome,
        "representation" => Preference.Representation,
        _ => Preference.None,
    };

    /// <summary>Whether unknown search parameters are to be passed over (R4 3.1.1.2).</summary>
    public static bool Lenient(HttpRequest request) => Value(request, "handling") == "lenient";

    private static string? Value(HttpRequest request, string name)
    {
        foreach (var header in request.Headers["Prefer"])
        {
            foreach (var part in (header ?? "").Split([',', ';'], StringSplitOptions.TrimEntries))
            {
                if (part.StartsWith(name, StringComparison.OrdinalIgnoreCase) && part.Length > name.Length && part[name.Length] == '=')
                {
                    return part[(name.Length + 1)..].Trim('"');
                }
            }
        }

        return null;
    }
}
