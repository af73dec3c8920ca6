using System.Security.Cryptography;
using System.Text;

namespace EdgeQuake.Conformance;

/// <summary>A text as its hash, where the text itself is too long to write into a case.</summary>
internal static class Hashed
{
    /// <summary>SHA-256 of the text in UTF-8, lower-case hex.</summary>
    internal static string Sha256(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
