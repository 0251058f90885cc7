namespace Sdk.Tests;

/// <summary>
/// A small record made up for these tests: two patients alike enough to be compared, and one resource of each kind that fills
/// the plugins' tables. Its names and numbers occur nowhere else, so that one found in a log came from here.
/// </summary>
internal static class SeedBundle
{
    public const string Family = "Qvesterinberg";
    public const string Given = "Zyrelda";
    public const string Identifier = "SENTINEL-7741-XK";
    public const string Street = "Umbrafalter Lane";

    /// <summary>What must not stand in any log, trace or audit row.</summary>
    public static IReadOnlyList<string> Sentinels { get; } = [Family, Given, Identifier, Street];

    public static string Patient(string identifier = Identifier, string extra = "") => $$"""
        {"resourceType":"Patient"{{extra}},"identifier":[{"system":"urn:example:mrn","value":"{{identifier}}"}],
         "name":[{"family":"{{Family}}","given":["{{Given}}"]}],"gender":"female","birthDate":"1961-04-09",
         "telecom":[{"system":"phone","value":"+49 30 901820"}],
         "address":[{"line":["7 {{Street}}"],"city":"Nirgendwo","postalCode":"01234","country":"DE"}]}
        """;

    public static string Text { get; } = $$"""
        {"resourceType":"Bundle","type":"transaction","entry":[
        {{Entry(1, "Patient", Patient())}},
        {{Entry(2, "Patient", Patient("SENTINEL-7742-XK"))}},
        {{Entry(3, "Encounter", """
            {"resourceType":"Encounter","status":"finished","class":{"system":"http://terminology.hl7.org/CodeSystem/v3-ActCode","code":"AMB"},
             "subject":{"reference":"urn:uuid:00000000-0000-4000-8000-000000000001"},"period":{"start":"2026-01-02T08:00:00Z","end":"2026-01-02T08:30:00Z"}}
            """)}},
        {{Entry(4, "Condition", """
            {"resourceType":"Condition","code":{"coding":[{"system":"urn:example:codes","code":"c1","display":"Made-up condition"}],"text":"Made-up condition"},
             "clinicalStatus":{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/condition-clinical","code":"active"}]},
             "subject":{"reference":"urn:uuid:00000000-0000-4000-8000-000000000001"},
             "encounter":{"reference":"urn:uuid:00000000-0000-4000-8000-000000000003"},"onsetDateTime":"2026-01-02"}
            """)}},
        {{Entry(5, "Observation", """
            {"resourceType":"Observation","status":"final","code":{"coding":[{"system":"urn:example:codes","code":"o1","display":"Made-up measure"}]},
             "subject":{"reference":"urn:uuid:00000000-0000-4000-8000-000000000001"},
             "encounter":{"reference":"urn:uuid:00000000-0000-4000-8000-000000000003"},"effectiveDateTime":"2026-01-02T08:10:00Z",
             "valueQuantity":{"value":72.5,"unit":"/min","system":"http://unitsofmeasure.org","code":"/min"}}
            """)}}
        ]}
        """;

    private static string Entry(int number, string type, string resource) =>
        $$$"""{"fullUrl":"urn:uuid:00000000-0000-4000-8000-{{{number:d12}}}","resource":{{{resource}}},"request":{"method":"POST","url":"{{{type}}}"}}""";
}
