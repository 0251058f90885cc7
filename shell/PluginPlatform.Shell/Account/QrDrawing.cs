using System.Globalization;
using System.Text;
using QRCoder;

namespace PluginPlatform.Shell.Account;

/// <summary>A QR code as one SVG path: nothing that a strict content security policy would have to allow.</summary>
/// <param name="Size">Modules a side, the quiet zone included.</param>
/// <param name="Path">A unit square for each dark module.</param>
internal sealed record QrDrawing(int Size, string Path)
{
    public static QrDrawing Of(string text)
    {
        using var data = QRCodeGenerator.GenerateQrCode(text, QRCodeGenerator.ECCLevel.M);
        var path = new StringBuilder();
        for (var y = 0; y < data.ModuleMatrix.Count; y++)
        {
            for (var x = 0; x < data.ModuleMatrix[y].Count; x++)
            {
                if (data.ModuleMatrix[y][x])
                {
                    path.Append(CultureInfo.InvariantCulture, $"M{x} {y}h1v1h-1z");
                }
            }
        }

        return new(data.ModuleMatrix.Count, path.ToString());
    }
}
