using System.Text.Json;

namespace Mpi.Storing;

/// <summary>The engine's names as they are stored and answered.</summary>
internal static class CamelCase
{
    public static string Of<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());
}
