using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using PluginPlatform.Identity.Grants;

namespace PluginPlatform.Identity.Authorizing;

/// <summary>
/// What the server has to remember of a request while a person signs in or reads: it travels with the person, encrypted and
/// bound to the request, so that strangers cannot fill the server's memory.
/// </summary>
internal sealed class AuthorizeTickets(IDataProtectionProvider protection, TimeProvider time)
{
    private static readonly TimeSpan GoodFor = TimeSpan.FromMinutes(15);

    private readonly IDataProtector _marks = protection.CreateProtector("identity.authorize.resume");
    private readonly IDataProtector _questions = protection.CreateProtector("identity.authorize.consent");

    /// <summary>A mark for the address that leads back from the sign-in page.</summary>
    public string Mark(AuthorizeRequest request, Person? person) => _marks.Protect(JsonSerializer.Serialize(
        new StoredMark(time.GetUtcNow().ToUnixTimeMilliseconds(), person?.Session, DigestOf(request)), AuthorizeJson.Default.StoredMark));

    /// <summary>Null for a mark that is forged, old, or of another request.</summary>
    public ResumeMark? Read(string? mark, AuthorizeRequest request) =>
        Open(_marks, mark) is { } text
        && JsonSerializer.Deserialize(text, AuthorizeJson.Default.StoredMark) is { } stored
        && stored.Request == DigestOf(request)
        && IsYoung(stored.At)
            ? new(DateTimeOffset.FromUnixTimeMilliseconds(stored.At), stored.Session)
            : null;

    /// <summary>The request a person is asked about, for the form.</summary>
    public string Ask(AuthorizeRequest request, Person person, ResumeMark? resumed, string? patient) => _questions.Protect(JsonSerializer.Serialize(
        new StoredQuestion(
            time.GetUtcNow().ToUnixTimeMilliseconds(),
            person.Session,
            [.. request.Parameters.Select(parameter => new[] { parameter.Key, parameter.Value })],
            resumed?.At.ToUnixTimeMilliseconds(),
            resumed?.Session,
            patient),
        AuthorizeJson.Default.StoredQuestion));

    /// <summary>Null when the question is forged, old, or was put in another session.</summary>
    public AnsweredQuestion? Answered(string? question, Person? person)
    {
        if (Open(_questions, question) is not { } text
            || JsonSerializer.Deserialize(text, AuthorizeJson.Default.StoredQuestion) is not { } stored
            || stored.Session != person?.Session
            || !IsYoung(stored.At))
        {
            return null;
        }

        var request = new AuthorizeRequest([.. stored.Parameters.Select(pair => KeyValuePair.Create(pair[0], pair[1]))]);
        return new(
            request, stored.ResumedAt is { } at ? new(DateTimeOffset.FromUnixTimeMilliseconds(at), stored.ResumedFrom) : null, stored.Patient);
    }

    private bool IsYoung(long at) => time.GetUtcNow() - DateTimeOffset.FromUnixTimeMilliseconds(at) < GoodFor;

    private static string DigestOf(AuthorizeRequest request) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(request.Query)));

    private static string? Open(IDataProtector protector, string? text)
    {
        try
        {
            return string.IsNullOrEmpty(text) ? null : protector.Unprotect(text);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
