namespace Mpi.Engine.Normalising;

/// <summary>An identifier folded to letters and digits, with what its system is trusted for.</summary>
public sealed record IdentifierFeature(string System, string Value, IdentifierKind Kind);
