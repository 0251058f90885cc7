namespace Fhir.Contracts;

/// <summary>A resource's type and logical id.</summary>
/// <param name="Type">For example <c>Patient</c>.</param>
/// <param name="Id">For example <c>17</c>.</param>
public readonly record struct ResourceKey(string Type, string Id)
{
    /// <summary>The relative reference (R4 2.3.0.1): <c>Patient/17</c>.</summary>
    public override string ToString() => $"{Type}/{Id}";
}
