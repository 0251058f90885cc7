namespace Mpi.Engine;

/// <summary>An identifier as received: the URI of its issuing system and its value.</summary>
public sealed record PersonIdentifier(string System, string Value);
