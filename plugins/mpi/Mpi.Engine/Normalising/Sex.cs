namespace Mpi.Engine.Normalising;

/// <summary>Administrative sex as far as it is evidence: anything but female and male is not compared.</summary>
public enum Sex
{
    Unknown = 0,
    Female = 1,
    Male = 2,
}
