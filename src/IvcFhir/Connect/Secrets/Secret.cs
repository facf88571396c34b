using System.Text;

namespace IvcFhir.Connect;

internal enum SecretPlace
{
    /// <summary>An environment variable.</summary>
    Env,

    /// <summary>A file that only its owner may read.</summary>
    File,

    /// <summary>A file of the directory that the system made for this service: <c>$CREDENTIALS_DIRECTORY</c>.</summary>
    Credential,
}

/// <summary>Where a secret stands, never the secret: it is read where it is used, so that a changed file is in force at once.</summary>
/// <param name="Key">The setting, for messages: <c>Sites:0:Auth:Password</c>.</param>
/// <param name="Name">Of the variable, the path, or the credential.</param>
internal sealed record Secret(string Key, SecretPlace Place, string Name)
{
    private const int Most = 64 * 1024;

    private const UnixFileMode Others = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;

    /// <summary>The text without blanks at its ends: an editor leaves an end of line.</summary>
    /// <exception cref="ConfigurationFault">It cannot be read, or more than its owner may read it. Never quotes it.</exception>
    public string Text()
    {
        try
        {
            var text = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(Bytes(isPrivate: true)).Trim();
            return text.Length > 0 && !text.Any(char.IsControl) ? text : throw Fault("is empty, or has more than one line");
        }
        catch (DecoderFallbackException)
        {
            throw Fault("is no text in UTF-8");
        }
    }

    /// <param name="isPrivate">Whether nobody but the owner may read it; a certificate without its key is no secret.</param>
    /// <exception cref="ConfigurationFault"><inheritdoc cref="Text"/></exception>
    public byte[] Bytes(bool isPrivate) =>
        Place switch
        {
            SecretPlace.Env => Environment.GetEnvironmentVariable(Name) is { Length: > 0 } text
                ? Encoding.UTF8.GetBytes(text)
                : throw Fault("is not set, or empty"),
            SecretPlace.File => OfFile(Name, isPrivate),
            // Who may read there is the system's to say: it made the directory for this service alone.
            _ => Environment.GetEnvironmentVariable("CREDENTIALS_DIRECTORY") is { Length: > 0 } folder
                ? OfFile(Path.Combine(folder, Name), isPrivate: false)
                : throw Fault("cannot be found: CREDENTIALS_DIRECTORY is not set. systemd sets it, by LoadCredential="),
        };

    public ConfigurationFault Fault(string words) => new($"{Key}: {Told} {words}.");

    private string Told =>
        Place switch
        {
            SecretPlace.Env => $"the environment variable {Name}",
            SecretPlace.File => $"the file '{Name}'",
            _ => $"the credential {Name}",
        };

    private byte[] OfFile(string path, bool isPrivate)
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            if (!OperatingSystem.IsWindows() && isPrivate && (File.GetUnixFileMode(file.SafeFileHandle) & Others) != UnixFileMode.None)
                throw Fault("may be read by others than its owner: run chmod 600 on it");
            if (file.Length > Most)
                throw Fault("is larger than 64 KB");
            var bytes = new byte[file.Length];
            file.ReadExactly(bytes);
            return bytes;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            throw Fault(
                e is FileNotFoundException or DirectoryNotFoundException ? "does not exist" : "cannot be read: check its owner and rights"
            );
        }
    }
}
