namespace Fhir.Demo;

/// <summary>An invented person; no name here is a name people bear.</summary>
internal sealed record DemoPerson(int Number, string Family, string Given, string Gender, int Age, DemoStory Story, string? Allergy = null)
{
    public string Id => $"syn-{Number:d4}";

    public string Mrn => $"SYN-{48200 + (Number * 13):d7}";

    public static IReadOnlyList<DemoPerson> All { get; } =
    [
        new(1, "Testperson", "Juniper", "female", 67, DemoStory.Diabetes, "Penicillin|anaphylaxis|high"),
        new(2, "Sample", "Rowan", "male", 58, DemoStory.Hypertension, "none"),
        new(3, "Testperson", "Alder", "male", 72, DemoStory.Kidney, "Latex|rash|low"),
        new(4, "Placeholder", "Linden", "female", 34, DemoStory.Asthma, "House dust mite|wheezing|low"),
        new(5, "Exampleton", "Sorrel", "female", 45, DemoStory.Thyroid, "none"),
        new(6, "Mockley", "Bracken", "male", 51, DemoStory.Knee),
        new(7, "Sample", "Tansy", "female", 29, DemoStory.Healthy, "none"),
        new(8, "Fictional", "Hazel", "female", 81, DemoStory.HeartFailure, "Sulfonamide|hives|high"),
        new(9, "Demoski", "Aspen", "male", 63, DemoStory.Diabetes, "none"),
        new(10, "Placeholder", "Fern", "female", 8, DemoStory.Child, "Peanut|swelling|high"),
        new(11, "Specimen", "Yarrow", "other", 39, DemoStory.Migraine, "none"),
        new(12, "Mockley", "Clover", "female", 54, DemoStory.Hypertension),
        new(13, "Exampleton", "Birch", "male", 76, DemoStory.Kidney, "Iodinated contrast|nausea|low"),
        new(14, "Nobodyson", "Willow", "female", 22, DemoStory.Asthma, "none"),
        new(15, "Fictional", "Oakley", "male", 47, DemoStory.Knee, "none"),
        new(16, "Specimen", "Maple", "female", 69, DemoStory.HeartFailure, "Penicillin|rash|low"),
    ];
}
