using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace IvcFhir.Profiles;

/// <summary>
/// What sources say of the rules and figures, and published cohorts: <c>profiles/evidence/evidence.json</c>, whose schema lies beside it.
/// </summary>
internal sealed record EvidenceFile(
    [property: JsonPropertyName("$schema")] string Schema,
    string Id,
    string Version,
    string About,
    ImmutableArray<EvidenceSource> Sources,
    ImmutableArray<DisputedPoint> Points,
    ImmutableArray<FigureEvidence> Figures,
    ImmutableArray<PublishedCohort> Cohorts,
    ImmutableArray<Misprint> Misprints
)
{
    public const string Name = "profiles/evidence/evidence.json";

    private static readonly JsonSerializerOptions s_options = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        NumberHandling = JsonNumberHandling.Strict,
        RespectRequiredConstructorParameters = true,
        RespectNullableAnnotations = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) },
    };

    private static readonly Lazy<EvidenceFile> s_shipped = new(Load);

    private static readonly Lazy<string> s_reference = new(LoadReference);

    /// <summary>The file that is embedded into the program.</summary>
    public static EvidenceFile Shipped => s_shipped.Value;

    /// <summary>
    /// How a protocol document names it: <c>venous-outcomes-evidence/1.0.0</c>. Known without the rest, for every command asks for it.
    /// </summary>
    public static string ShippedReference => s_reference.Value;

    /// <inheritdoc cref="ShippedReference"/>
    public string Reference => $"{Id}/{Version}";

    public EvidenceSource Source(string id) => Sources.First(source => string.Equals(source.Id, id, StringComparison.Ordinal));

    /// <summary>The statements on a figure; none for a figure that no source speaks of.</summary>
    public ImmutableArray<Statement> Of(string figure) =>
        Figures.FirstOrDefault(one => string.Equals(one.Figure, figure, StringComparison.Ordinal))?.Sources ?? [];

    private static EvidenceFile Load()
    {
        using var json = Open();
        return json.Deserialize<EvidenceFile>(s_options)!;
    }

    private static string LoadReference()
    {
        using var json = Open();
        return $"{json.RootElement.Text("id")}/{json.RootElement.Text("version")}";
    }

    private static JsonDocument Open() =>
        StudyContract.Read(Name) ?? throw new InvalidOperationException($"The build did not embed {Name}.");
}

/// <param name="Url">Null where no complete address is known.</param>
internal sealed record EvidenceSource(string Id, string Citation, Uri? Url = null);

internal enum Stance
{
    Supports,
    Contrasts,
    Informs,
}

/// <param name="Stance">Towards the default, or towards the figure.</param>
/// <param name="For">The choice for which the source speaks, as a condition on a setting (<c>villalta.ulcer=add-15</c>); null where it
/// speaks for none.</param>
internal sealed record Statement(string Source, Stance Stance, string Says, string? For = null);

/// <param name="Id">D1 to D15. Which settings decide it is said by the schema of protocols (<c>x-decision</c>).</param>
internal sealed record DisputedPoint(string Id, string Question, string Default, ImmutableArray<Statement> Sources);

internal sealed record FigureEvidence(string Figure, ImmutableArray<Statement> Sources);

/// <summary>A published n of N.</summary>
/// <param name="Figure">The figure that it is set beside; null when no figure answers the same question.</param>
/// <param name="Month">For a curve: the month at which.</param>
/// <param name="OnlyUnder">The condition on a setting under which the two mean the same.</param>
internal sealed record PublishedCohort(
    string Id,
    string Name,
    string Source,
    int N,
    int Of,
    string Printed,
    string Estimator,
    string Population,
    string? Figure = null,
    int? Month = null,
    PrintedInterval? Interval = null,
    PublishedCount? Control = null,
    PrintedEffect? Effect = null,
    string? OnlyUnder = null,
    string? Note = null
);

/// <summary>As printed, in percent.</summary>
internal sealed record PrintedInterval(string Name, double Lower, double Upper);

internal sealed record PublishedCount(int N, int Of);

internal sealed record PrintedEffect(string Measure, double Value, double Lower, double Upper);

/// <summary>A number or a bound that a source prints and that does not hold; it is never a target and never compared with.</summary>
/// <param name="Of">What it was printed of.</param>
/// <param name="Is">What holds, recomputed where there are counts.</param>
internal sealed record Misprint(
    string Id,
    string Source,
    string Of,
    string Printed,
    string Is,
    PublishedCount? Counts = null,
    PublishedCount? Control = null
);
