namespace Fhir.Demo;

/// <summary>A condition of a story: an ICD-10-CM code (public domain), its text, and when it began and ended.</summary>
/// <param name="Code">ICD-10-CM.</param>
/// <param name="Text">As a clinician writes it.</param>
/// <param name="MonthsAgo">When it was found.</param>
/// <param name="Lasted">Months until it was over; null while it goes on.</param>
internal sealed record DemoCondition(string Code, string Text, int MonthsAgo, int? Lasted = null);

/// <summary>A medication, for one of the story's conditions.</summary>
internal sealed record DemoMedication(string Text, string Dosage, int For, int MonthsAgo, int? Lasted = null);

/// <summary>A procedure, for one of the story's conditions.</summary>
internal sealed record DemoProcedure(string Text, int For, int MonthsAgo);

/// <summary>A measured quantity and how it goes from the first visit to the last.</summary>
/// <param name="Measure">What is measured.</param>
/// <param name="From">At the first visit.</param>
/// <param name="To">At the last visit.</param>
internal sealed record DemoTrend(DemoMeasure Measure, double From, double To);

/// <summary>A few years of one kind of patient.</summary>
internal sealed record DemoStory(int VisitEveryMonths, double Systolic, double Weight, double Height)
{
    public IReadOnlyList<DemoCondition> Conditions { get; init; } = [];

    public IReadOnlyList<DemoMedication> Medications { get; init; } = [];

    public IReadOnlyList<DemoProcedure> Procedures { get; init; } = [];

    public IReadOnlyList<DemoTrend> Labs { get; init; } = [];

    public static DemoStory Diabetes { get; } = new(4, 142, 88, 168)
    {
        Conditions = [new("E11.9", "Type 2 diabetes mellitus", 44), new("I10", "Essential hypertension", 40), new("E78.5", "Hyperlipidaemia", 31), new("J20.9", "Acute bronchitis", 14, 1)],
        Medications = [new("Metformin 500 mg tablet", "1 tablet twice a day with meals", 0, 43), new("Lisinopril 10 mg tablet", "1 tablet in the morning", 1, 39), new("Atorvastatin 20 mg tablet", "1 tablet at night", 2, 30), new("Metformin 250 mg tablet", "1 tablet once a day", 0, 44, 1)],
        Procedures = [new("Retinal photography", 0, 20), new("Diabetic foot examination", 0, 8)],
        Labs = [new(DemoMeasure.HbA1c, 8.9, 6.8), new(DemoMeasure.Creatinine, 0.9, 1.0), new(DemoMeasure.Ldl, 152, 96)],
    };

    public static DemoStory Hypertension { get; } = new(6, 156, 84, 175)
    {
        Conditions = [new("I10", "Essential hypertension", 38), new("M54.50", "Low back pain", 17, 3)],
        Medications = [new("Amlodipine 5 mg tablet", "1 tablet in the morning", 0, 37), new("Ibuprofen 400 mg tablet", "1 tablet up to three times a day", 1, 17, 1)],
        Procedures = [new("Electrocardiogram, 12 leads", 0, 36)],
        Labs = [new(DemoMeasure.Potassium, 4.3, 4.1), new(DemoMeasure.Creatinine, 0.8, 0.9)],
    };

    public static DemoStory Kidney { get; } = new(3, 148, 79, 172)
    {
        Conditions = [new("N18.32", "Chronic kidney disease, stage 3b", 33), new("I10", "Essential hypertension", 46), new("D63.1", "Anaemia in chronic kidney disease", 12)],
        Medications = [new("Ramipril 5 mg capsule", "1 capsule in the morning", 1, 45), new("Ferrous sulfate 200 mg tablet", "1 tablet a day", 2, 11)],
        Procedures = [new("Ultrasound of the kidneys", 0, 32)],
        Labs = [new(DemoMeasure.Egfr, 61, 38), new(DemoMeasure.Creatinine, 1.2, 1.8), new(DemoMeasure.Potassium, 4.4, 5.3)],
    };

    public static DemoStory Asthma { get; } = new(6, 118, 64, 166)
    {
        Conditions = [new("J45.40", "Moderate persistent asthma", 41), new("J01.90", "Acute sinusitis", 9, 1)],
        Medications = [new("Salbutamol 100 µg inhaler", "2 puffs when needed", 0, 41), new("Budesonide 200 µg inhaler", "1 puff twice a day", 0, 28)],
        Procedures = [new("Spirometry", 0, 40), new("Spirometry", 0, 4)],
    };

    public static DemoStory Thyroid { get; } = new(6, 122, 71, 164)
    {
        Conditions = [new("E03.9", "Hypothyroidism", 29)],
        Medications = [new("Levothyroxine 75 µg tablet", "1 tablet before breakfast", 0, 28)],
        Labs = [new(DemoMeasure.Tsh, 8.4, 2.1)],
    };

    public static DemoStory Knee { get; } = new(5, 131, 95, 181)
    {
        Conditions = [new("M17.11", "Osteoarthritis of the right knee", 35), new("Z96.651", "Artificial right knee joint", 10)],
        Medications = [new("Paracetamol 500 mg tablet", "2 tablets up to four times a day", 0, 35, 26), new("Enoxaparin 40 mg injection", "Once a day after the operation", 1, 10, 1)],
        Procedures = [new("X-ray of the right knee", 0, 34), new("Total replacement of the right knee", 0, 10), new("Physiotherapy", 1, 9)],
    };

    public static DemoStory Healthy { get; } = new(12, 112, 61, 169);

    public static DemoStory HeartFailure { get; } = new(3, 128, 74, 162)
    {
        Conditions = [new("I50.22", "Chronic systolic heart failure", 26), new("I48.91", "Atrial fibrillation", 30), new("J18.9", "Pneumonia", 7, 1)],
        Medications = [new("Apixaban 5 mg tablet", "1 tablet twice a day", 1, 30), new("Bisoprolol 2.5 mg tablet", "1 tablet in the morning", 0, 25), new("Furosemide 40 mg tablet", "1 tablet in the morning", 0, 24), new("Amoxicillin 500 mg capsule", "1 capsule three times a day", 2, 7, 1)],
        Procedures = [new("Echocardiogram", 0, 26), new("Electrocardiogram, 12 leads", 1, 30), new("X-ray of the chest", 2, 7)],
        Labs = [new(DemoMeasure.Potassium, 4.1, 3.4), new(DemoMeasure.Creatinine, 1.0, 1.3)],
    };

    public static DemoStory Child { get; } = new(9, 98, 24, 124)
    {
        Conditions = [new("H66.90", "Otitis media", 16, 1), new("L20.9", "Atopic dermatitis", 40)],
        Medications = [new("Hydrocortisone 1 % cream", "Thinly, twice a day", 1, 39)],
    };

    public static DemoStory Migraine { get; } = new(8, 116, 68, 171)
    {
        Conditions = [new("G43.009", "Migraine without aura", 27)],
        Medications = [new("Sumatriptan 50 mg tablet", "1 tablet at the onset of pain", 0, 26)],
        Procedures = [new("Magnetic resonance imaging of the head", 0, 25)],
    };
}
