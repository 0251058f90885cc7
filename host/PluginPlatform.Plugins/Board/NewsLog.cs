using PluginPlatform.Sdk.UI.Hosting;

namespace PluginPlatform.Plugins;

/// <summary>What happened to plugins lately: the last fifty sentences.</summary>
internal sealed class NewsLog(TimeProvider time)
{
    private const int Kept = 50;
    private readonly LinkedList<PluginNews> _news = [];
    private readonly Lock _gate = new();

    public void Add(string text)
    {
        lock (_gate)
        {
            _news.AddFirst(new PluginNews(time.GetUtcNow(), text));
            if (_news.Count > Kept)
            {
                _news.RemoveLast();
            }
        }
    }

    public IReadOnlyList<PluginNews> Latest()
    {
        lock (_gate)
        {
            return [.. _news];
        }
    }
}
