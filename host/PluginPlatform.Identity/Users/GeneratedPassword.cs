using System.Security.Cryptography;

namespace PluginPlatform.Identity.Users;

/// <summary>A password nobody chose: 20 letters and digits that are not mistaken for each other, about 115 bits.</summary>
internal static class GeneratedPassword
{
    private const string Letters = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";
    private const int Length = 20;
    private const int Group = 5;

    // Hyphens make it easy to read out, and one digit and both cases satisfy rules that ask for classes.
    public static string Make()
    {
        string text;
        do
        {
            text = RandomNumberGenerator.GetString(Letters, Length);
        }
        while (!text.Any(char.IsDigit) || !text.Any(char.IsUpper) || !text.Any(char.IsLower));

        return string.Join('-', text.Chunk(Group).Select(chunk => new string(chunk)));
    }
}
