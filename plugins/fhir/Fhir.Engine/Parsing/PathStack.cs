using System.Globalization;
using System.Text;

namespace Fhir.Engine.Parsing;

/// <summary>Where the reader stands; written out only when something is wrong there.</summary>
internal sealed class PathStack
{
    private (string Name, int Index)[] _steps = new (string, int)[16];
    private int _depth;

    public void Push(string name, int index)
    {
        if (_depth == _steps.Length)
        {
            Array.Resize(ref _steps, _depth * 2);
        }
        _steps[_depth++] = (name, index);
    }

    public void Pop() => _depth--;

    /// <summary>True when the current element lies in one of that name.</summary>
    public bool IsNestedIn(string name) => _depth > 1 && _steps[_depth - 2].Name == name;

    public override string ToString() => With(null);

    /// <summary>The path of a child of the current element.</summary>
    public string With(string? child, int index = -1)
    {
        var path = new StringBuilder();
        for (var i = 0; i < _depth; i++)
        {
            Append(path, _steps[i].Name, _steps[i].Index);
        }
        if (child is not null)
        {
            Append(path, child, index);
        }
        return path.ToString();
    }

    private static void Append(StringBuilder path, string name, int index)
    {
        if (path.Length > 0)
        {
            path.Append('.');
        }
        path.Append(name);
        if (index >= 0)
        {
            path.Append(CultureInfo.InvariantCulture, $"[{index}]");
        }
    }
}
