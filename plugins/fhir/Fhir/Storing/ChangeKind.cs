namespace Fhir.Storing;

/// <summary>What is asked of one resource.</summary>
internal enum ChangeKind
{
    /// <summary>A new resource under an id the server made.</summary>
    Create,

    /// <summary>A resource under an id the client named: changed, or created when there is none (R4 3.1.0.4.1).</summary>
    Put,

    /// <summary>A deletion.</summary>
    Delete,
}
