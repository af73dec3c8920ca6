using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using EdgeQuake.FakeServer;

namespace EdgeQuake.Bench;

/// <summary>Reads a PEM file of authorities.</summary>
internal static class CaCertText
{
    public static SettingRead Read(LoadProfile profile, string word, SettingSource source)
    {
        var (text, why) = source.Text(word);
        return text is null ? new Problem("", 0, 0, $"{word}: {why}")
            : Certificates(text) > 0 ? profile with { CaCert = text }
            : new Problem("", 0, 0, $"{word} holds no certificate", "PEM: -----BEGIN CERTIFICATE-----");
    }

    private static int Certificates(string pem)
    {
        var all = new X509Certificate2Collection();
        try
        {
            all.ImportFromPem(pem);
            return all.Count;
        }
        catch (CryptographicException)
        {
            // A block that says certificate and is none.
            return 0;
        }
        finally
        {
            foreach (var certificate in all)
            {
                certificate.Dispose();
            }
        }
    }
}
