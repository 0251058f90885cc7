namespace Fhir.Engine.Deidentifying;

/// <summary>What becomes of dates.</summary>
public enum DateTreatment
{
    /// <summary>The year is all that stays: 45 CFR 164.514(b)(2)(i)(C). This is safe harbour.</summary>
    Year,

    /// <summary>Every date of a patient moves by the same secret number of days, so that intervals stay. More useful, and not
    /// safe harbour: such data need an expert's determination (164.514(b)(1)) or a data use agreement (164.514(e)).</summary>
    Shift,
}
