namespace Fhir.Tests;

/// <summary>Small resources the tests write themselves.</summary>
internal static class Samples
{
    public static string Patient(string family = "Testperson", string given = "Juniper", string? id = null, string birthDate = "1959-05-03") => $$$"""
        {"resourceType":"Patient"{{{Id(id)}}},"identifier":[{"system":"urn:example:mrn","value":"SYN-{{{family}}}-{{{given}}}"}],
         "name":[{"use":"official","family":"{{{family}}}","given":["{{{given}}}"]}],"gender":"female","birthDate":"{{{birthDate}}}"}
        """;

    public static string Observation(string subject, string code = "8867-4", double value = 72.50, string? id = null, string date = "2026-01-02T03:04:05Z") => $$$"""
        {"resourceType":"Observation"{{{Id(id)}}},"status":"final","code":{"coding":[{"system":"http://loinc.org","code":"{{{code}}}"}]},
         "subject":{"reference":"{{{subject}}}"},"effectiveDateTime":"{{{date}}}",
         "valueQuantity":{"value":{{{FormattableString.Invariant($"{value:0.00}")}}},"unit":"/min","system":"http://unitsofmeasure.org","code":"/min"}}
        """;

    /// <summary>A transaction of a patient and its observations.</summary>
    public static string Transaction(int observations, int? invalid = null, string family = "Bundled") =>
        Bundle("transaction", [
            Entry(0, Patient(family), "Patient"),
            .. Enumerable.Range(1, observations).Select(n => Entry(n, n == invalid
                ? """{"resourceType":"Observation","status":"final","code":{"text":"x"},"colour":"red"}"""
                : Observation(Urn(0), value: n), "Observation")),
        ]);

    public static string Bundle(string type, params IEnumerable<string> entries) =>
        $$$"""{"resourceType":"Bundle","type":"{{{type}}}","entry":[{{{string.Join(",\n", entries)}}}]}""";

    public static string Entry(int number, string resource, string url, string method = "POST", string extra = "") =>
        $$$"""{"fullUrl":"{{{Urn(number)}}}","resource":{{{resource}}},"request":{"method":"{{{method}}}","url":"{{{url}}}"{{{extra}}}}}""";

    public static string Request(string method, string url) => $$$"""{"request":{"method":"{{{method}}}","url":"{{{url}}}"}}""";

    public static string Urn(int number) => $"urn:uuid:00000000-0000-4000-8000-{number:d12}";

    private static string Id(string? id) => id is null ? "" : $",\"id\":\"{id}\"";
}
