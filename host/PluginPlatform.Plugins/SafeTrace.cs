using System.Text;

namespace PluginPlatform.Plugins;

/// <summary>
/// Where an exception came from, without its message: messages of plugin exceptions may quote patient data, frames cannot.
/// </summary>
internal readonly struct SafeTrace(Exception exception)
{
    public override string ToString()
    {
        var text = new StringBuilder();
        for (var e = exception; e is not null; e = e.InnerException)
        {
            text.Append(e.GetType().FullName).AppendLine().Append(e.StackTrace).AppendLine();
        }

        return text.ToString();
    }
}
