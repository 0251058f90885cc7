namespace Fhir.Demo;

/// <summary>What an observation measures: LOINC code, text, UCUM unit and reference range.</summary>
internal sealed record DemoMeasure(string Loinc, string Text, string Ucum, double? Low, double? High, int Digits = 0)
{
    /// <summary>The unit as people write it.</summary>
    public string Unit => Ucum switch
    {
        "Cel" => "°C",
        "mm[Hg]" => "mmHg",
        "mL/min/{1.73_m2}" => "mL/min/1.73 m²",
        "m[IU]/L" => "mIU/L",
        _ => Ucum,
    };

    public static DemoMeasure HeartRate { get; } = new("8867-4", "Heart rate", "/min", 60, 100);

    public static DemoMeasure Temperature { get; } = new("8310-5", "Body temperature", "Cel", 36.1, 37.8, 1);

    public static DemoMeasure Oxygen { get; } = new("59408-5", "Oxygen saturation", "%", 94, 100);

    public static DemoMeasure Weight { get; } = new("29463-7", "Body weight", "kg", null, null, 1);

    public static DemoMeasure Height { get; } = new("8302-2", "Body height", "cm", null, null);

    public static DemoMeasure Systolic { get; } = new("8480-6", "Systolic blood pressure", "mm[Hg]", 90, 140);

    public static DemoMeasure Diastolic { get; } = new("8462-4", "Diastolic blood pressure", "mm[Hg]", 60, 90);

    public static DemoMeasure HbA1c { get; } = new("4548-4", "Haemoglobin A1c", "%", 4.0, 6.5, 1);

    public static DemoMeasure Creatinine { get; } = new("2160-0", "Creatinine", "mg/dL", 0.6, 1.2, 2);

    public static DemoMeasure Egfr { get; } = new("33914-3", "eGFR", "mL/min/{1.73_m2}", 60, null);

    public static DemoMeasure Ldl { get; } = new("13457-7", "LDL cholesterol", "mg/dL", null, 130);

    public static DemoMeasure Potassium { get; } = new("2823-3", "Potassium", "mmol/L", 3.5, 5.1, 1);

    public static DemoMeasure Tsh { get; } = new("3016-3", "Thyrotropin", "m[IU]/L", 0.4, 4.0, 1);
}
