using System.Text.Json.Serialization;

namespace PluginPlatform.Identity.Tokens;

[JsonSerializable(typeof(TokenAnswer))]
[JsonSerializable(typeof(TokenError))]
internal sealed partial class TokenJson : JsonSerializerContext;
