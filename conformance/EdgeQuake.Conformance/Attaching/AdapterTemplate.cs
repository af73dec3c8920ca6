using System.Text;

namespace EdgeQuake.Conformance;

/// <summary>An adapter to begin with, in one language: a program that already gives a verdict, its adapter.yaml, an empty baseline and a CI workflow.</summary>
/// <param name="Language">As <c>new adapter</c> takes it.</param>
/// <param name="Command">What is run, in the adapter's folder.</param>
/// <param name="Install">What is run once before; null = nothing.</param>
/// <param name="Files">The program's files under <c>conformance/templates/LANGUAGE</c>.</param>
public sealed record AdapterTemplate(string Language, string Command, string? Install, IReadOnlyList<string> Files)
{
    /// <summary>Every language that there is a template for, in the order of the list that users see.</summary>
    public static IReadOnlyList<AdapterTemplate> All { get; } =
    [
        new("python", "python3 adapter.py", null, ["adapter.py"]),
        new("typescript", "node adapter.mjs", null, ["adapter.mjs"]),
        new("csharp", "dotnet bin/Release/net10.0/adapter.dll", "dotnet build -c Release", ["Program.cs", "adapter.csproj"]),
        new("go", "./adapter", "go build -o adapter .", ["adapter.go", "go.mod"]),
        new("java", "java Adapter", "javac Adapter.java Json.java", ["Adapter.java", "Json.java"]),
        new("kotlin", "java -jar adapter.jar", "kotlinc Adapter.kt Json.kt -include-runtime -d adapter.jar", ["Adapter.kt", "Json.kt"]),
        new("php", "php adapter.php", null, ["adapter.php"]),
        new("ruby", "ruby adapter.rb", null, ["adapter.rb"]),
        new("rust", "target/release/adapter", "cargo build --release --offline", ["Cargo.toml", "src/main.rs", "src/http.rs", "src/json.rs"]),
        new("swift", ".build/release/adapter", "swift build -c release", ["Package.swift", "Sources/main.swift"]),
    ];

    /// <summary>The files of a new adapter: name and text.</summary>
    /// <param name="name">The client's name.</param>
    /// <param name="folder">Where the adapter will lie, as the workflow names it.</param>
    public IEnumerable<(string Name, string Text)> Write(string name, string folder)
    {
        foreach (var file in Files)
            yield return (file, Text($"{Language}/{file}").Replace("NAME", name, StringComparison.Ordinal));
        yield return (AdapterFolder.FileName, Yaml(name));
        yield return ("baseline.yaml", Text("common/baseline.yaml"));
        yield return ("conformance.yml", Text("common/conformance.yml").Replace("FOLDER", folder, StringComparison.Ordinal)
            .Replace("      - run: INSTALL\n", Install is null ? "" : $"      - run: (cd {folder} && {Install})\n", StringComparison.Ordinal));
    }

    private string Yaml(string name)
    {
        var text = new StringBuilder().Append("adapter: ").Append(name).Append("\nabout: ").Append(name).Append(" (").Append(Language)
            .Append("); say here what it is and how it is called.\ncommand: ").Append(Command).Append("\nbaseline: baseline.yaml\n");
        return Install is null ? text.ToString() : text.Append("install: ").Append(Install).Append('\n').ToString();
    }

    private static string Text(string name)
    {
        var assembly = typeof(AdapterTemplate).Assembly;
        var resource = assembly.GetManifestResourceNames().First(n => string.Equals(n.Replace('\\', '/'), "templates/" + name, StringComparison.Ordinal));
        using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
