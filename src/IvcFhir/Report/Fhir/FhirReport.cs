using System.Globalization;
using Hl7.Fhir.Model;
using Hl7.Fhir.Serialization;
using IvcFhir.Core.Cohort;
using IvcFhir.Profiles;

namespace IvcFhir.Report;

/// <summary>The table as a FHIR MeasureReport (profile cohort-report), by the SDK's model.</summary>
internal static class FhirReport
{
    private const string Ucum = "http://unitsofmeasure.org";
    private const string Populations = "http://terminology.hl7.org/CodeSystem/measure-population";
    private const string AbsentReason = "http://hl7.org/fhir/StructureDefinition/data-absent-reason";

    private static readonly FhirJsonSerializer s_serializer = new();

    /// <param name="made">When the report was made.</param>
    public static void Write(StudyReport report, DateTimeOffset made, Stream stream)
    {
        stream.Write(s_serializer.SerializeToBytes(Of(report, made)));
        stream.WriteByte((byte)'\n');
    }

    public static MeasureReport Of(StudyReport report, DateTimeOffset made)
    {
        var own = FhirMeasure.Of(report);
        var context = EvidenceContext.Of(report);
        var written = Table(
            report,
            made,
            own is null ? StudyContract.Measure(report.Table.Study) : $"#{own.Id}",
            report.Table.Rows.Select(figure => Group(figure, report, context))
        );
        if (own is not null)
            written.Contained.Add(own);
        return written;
    }

    private static MeasureReport Table(
        StudyReport report,
        DateTimeOffset made,
        string measure,
        IEnumerable<MeasureReport.GroupComponent> groups
    ) =>
        new()
        {
            Meta = new()
            {
                Profile = [StudyContract.StructureDefinition("cohort-report")],
                Security = report.Synthetic ? [new("http://terminology.hl7.org/CodeSystem/v3-ActReason", "HTEST")] : [],
            },
            Extension =
            [
                new(
                    StudyContract.StructureDefinition("study-protocol"),
                    new FhirString($"{report.Table.Study}/{report.Table.ProtocolVersion}")
                ),
                .. report.Table.ProtocolHash is { Length: > 0 } hash
                    ? [new Extension(StudyContract.StructureDefinition("protocol-hash"), new FhirString(hash))]
                    : Array.Empty<Extension>(),
                .. FhirEvidence.OfRules(report.Protocol),
            ],
            Status = MeasureReport.MeasureReportStatus.Complete,
            Type = MeasureReport.MeasureReportType.Summary,
            Measure = measure,
            DateElement = new(made.ToUniversalTime()),
            Period = StudyPeriod.Of(report.Table.Study) ?? new() { End = Day(report.DataCut ?? made) },
            Group = [.. groups],
        };

    private static MeasureReport.GroupComponent Group(Figure figure, StudyReport report, IEnumerable<ComparedCohort> context) =>
        new()
        {
            Extension = [Statistics(figure), .. FhirEvidence.OfFigure(figure.Key, context)],
            Code = new(StudyContract.CodeSystem("figure"), figure.Key),
            Population = [.. PopulationsOf(figure)],
            MeasureScore = Score(figure),
            Stratifier =
            [
                .. report.Table.Shares.Where(shares => shares.Key == figure.Key).SelectMany(shares => shares.Divisions).Select(Stratifier),
            ],
        };

    // A division has no code of its own in R4; its words are those of the Measure.
    private static MeasureReport.StratifierComponent Stratifier(ShareDivision division) =>
        new()
        {
            Code = [new() { Text = StrataText.NameOf(division.By) }],
            Stratum =
            [
                .. division.Groups.Select(group => new MeasureReport.StratifierGroupComponent
                {
                    Value = new() { Text = group.Name },
                    Population = [InStratum("denominator", group.Of), InStratum("numerator", group.N)],
                    MeasureScore = Quantity(Decimal(100.0 * group.N / group.Of), "%", "%"),
                }),
            ],
        };

    private static MeasureReport.StratifierGroupPopulationComponent InStratum(string code, int count) =>
        new() { Code = new(Populations, code), Count = count };

    // Denominator: a share's is those who answered, a mean's and a curve's those who were asked, as in the Measure.
    private static IEnumerable<MeasureReport.PopulationComponent> PopulationsOf(Figure figure)
    {
        yield return Population("denominator", figure.DenominatorWithheld ? null : figure.Of);
        if (figure is { Mean: null, Events: null, Estimator: "proportion" })
        {
            // A masked numerator could not be held against its denominator, so it is left out.
            if (!figure.CountWithheld)
                yield return Population("numerator", figure.N);
        }
        else
        {
            yield return Population("measure-observation", figure.CountWithheld ? null : figure.N);
        }
    }

    private static MeasureReport.PopulationComponent Population(string code, int? count) =>
        new()
        {
            Code = new(Populations, code),
            CountElement = count is { } shown ? new(shown) : new() { Extension = [new(AbsentReason, new Code("masked"))] },
        };

    private static Extension Statistics(Figure figure)
    {
        var statistics = new Extension { Url = StudyContract.StructureDefinition("figure-statistics") };
        statistics.Extension.Add(
            new(
                "estimator",
                new FhirString(
                    figure.IntervalName is { } interval && figure.Events is null
                        ? $"{figure.Estimator}, {interval} interval"
                        : figure.Estimator
                )
            )
        );
        Add("sd", figure.Sd);
        Add("min", figure.Min);
        Add("max", figure.Max);
        Add("median", figure.Median);
        Add("lowerQuartile", figure.LowerQuartile);
        Add("upperQuartile", figure.UpperQuartile);
        Add("lower", figure.Lower);
        Add("upper", figure.Upper);
        if (figure.Events is { } events)
            statistics.Extension.Add(new("events", new Integer(events)));
        if (!figure.DenominatorWithheld)
            statistics.Extension.Add(new("missing", new Integer(figure.Missing)));
        if (figure.Open is { } open)
        {
            Count("open", open.Units);
            Count("undecided", open.Undecided);
            Add("lowest", (double?)open.Lowest);
            Add("highest", (double?)open.Highest);
        }

        Count("answeredByHand", figure.AnsweredByHand);
        Count("laterImageUnread", figure.LaterImageUnread);
        Count("reportedTotals", figure.ReportedTotals);
        return statistics;

        void Count(string name, int units)
        {
            if (units > 0)
                statistics.Extension.Add(new(name, new Integer(units)));
        }

        void Add(string name, double? value)
        {
            if (value is { } number)
                statistics.Extension.Add(new(name, new FhirDecimal(Decimal(number))));
        }
    }

    private static Quantity? Score(Figure figure) =>
        figure switch
        {
            { Percent: { } percent } => Quantity(Decimal((double)percent), "%", "%"),
            { Mean: { } mean, Unit: "min" } => Quantity(Decimal(mean), "min", "min"),
            { Mean: { } mean } => Quantity(Decimal(mean), "points", "{score}"),
            _ => null,
        };

    private static Quantity Quantity(decimal value, string unit, string code) => new(value, code, Ucum) { Unit = unit };

    // FHIR decimals keep their digits; nine after the point say more than any registry needs and survive every reader.
    private static decimal Decimal(double value) =>
        Math.Round((decimal)value, 9, MidpointRounding.AwayFromZero) / 1.000000000000000000000000000000m;

    private static string Day(DateTimeOffset time) => time.ToUniversalTime().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
