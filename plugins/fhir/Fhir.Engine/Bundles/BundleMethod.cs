namespace Fhir.Engine.Bundles;

/// <summary>Bundle.entry.request.method, in the order a transaction processes them (R4 3.1.0.11.2).</summary>
public enum BundleMethod
{
    Delete,
    Post,
    Put,
    Patch,
    Get,
    Head,
}
