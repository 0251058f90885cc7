using System.Text.Json.Serialization;

namespace PluginPlatform.Identity.Authorizing;

[JsonSerializable(typeof(StoredMark))]
[JsonSerializable(typeof(StoredQuestion))]
[JsonSerializable(typeof(string[][]))]
internal sealed partial class AuthorizeJson : JsonSerializerContext;
