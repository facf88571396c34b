using System.Collections.Immutable;
using System.Text.Json;
using IvcFhir.Core;
using IvcFhir.Core.Cohort;
using IvcFhir.Core.Explain;
using IvcFhir.Core.Facts;
using IvcFhir.Core.Scores;
using IvcFhir.Map;
using IvcFhir.Protocols;
using IvcFhir.Tests.Support;
using SyntheticCohort = IvcFhir.Tests.Core.SyntheticCohort;

namespace IvcFhir.Tests.Protocols;

/// <summary>No setting is decoration: each moves a result, and there is a case here for each.</summary>
public sealed class SettingMovesTests
{
    private static readonly PatientFacts Treated = Some.TreatedPatient();

    private static readonly PatientFacts Failed = Treated with
    {
        Interventions =
        [
            .. Treated.Interventions.Select(one =>
                one.Kind == InterventionKind.Thrombolysis ? one with { Result = InterventionResult.Stopped } : one
            ),
        ],
    };

    private static readonly PatientFacts BothLegs = Treated with
    {
        Interventions =
        [
            .. Treated.Interventions.Select(one => one.Sites.IsEmpty ? one : one with { Sites = [.. one.Sites, Some.Iliac(Side.Right)] }),
        ],
        Villalta = [Some.Leg(6), Some.Leg(3, side: Side.Right)],
        Findings =
        [
            Some.Finding(100, VeinStatus.Occluded, Some.Iliac(Side.Left), "l"),
            Some.Finding(200, VeinStatus.Patent, Some.Iliac(Side.Right), "r"),
        ],
    };

    /// <summary>By path of the setting: another value, what is looked at, and what the rules are otherwise.</summary>
    private static readonly Dictionary<string, Case> Cases = new(StringComparer.Ordinal)
    {
        ["id"] = new("\"other\"", rules => StudyScorer.Score(Treated, rules).Outcomes[0].Key),
        ["version"] = new("\"1.0.1\"", rules => StudyTableBuilder.Build([], rules).ProtocolVersion),
        ["timeZone"] = new(
            "\"Asia/Tokyo\"",
            rules =>
                FhirTime
                    .Parse("2018-03-05T23:30:00Z", rules.TimeZone.Length == 0 ? null : TimeZoneInfo.FindSystemTimeZoneById(rules.TimeZone))!
                    .Value.Day
        ),
        ["eligibility.filter"] = new(
            "\"not-required\"",
            Eligible(Treated with { Filters = [], Interventions = Treated.Interventions[1..] })
        ),
        ["eligibility.diagnoses"] = new("[\"pulmonary-embolism\"]", Eligible(Treated)),
        ["eligibility.treatments"] = new("[\"stent-placement\"]", Eligible(Treated)),
        ["indexTreatment.begins"] = new("[\"thrombolysis\"]", Answer(Stages(3), Instrument.SevereComplication, outcome => outcome.Day)),
        ["indexTreatment.veins"] = new("[\"popliteal\"]", Eligible(Treated)),
        ["indexTreatment.success"] = new("[\"thrombectomy\"]", Answer(Failed, Instrument.TechnicalSuccess)),
        ["indexTreatment.stageDays"] = new("2", Answer(Stages(5), Instrument.TechnicalSuccess)),
        ["indexTreatment.sessionGapMinutes"] = new("0", Answer(Stages(0), Instrument.ProcedureDuration)),
        ["indexTreatment.infusionGapDays"] = new(
            "0",
            Answer(
                Treated with
                {
                    Interventions = Treated.Interventions.Add(Some.Intervention(InterventionKind.Thrombolysis, 1, sites: [VeinSite.Ivc])),
                    Findings = [Some.Finding(100, VeinStatus.Patent)],
                },
                Instrument.PrimaryPatency
            )
        ),
        ["indexTreatment.infusionMinutes"] = new("10", Answer(Stages(0), Instrument.ProcedureDuration)),
        ["analysis.set"] = new("\"all-treated\"", Answer(Failed, Instrument.ProcedureDuration, outcome => outcome.Inclusion)),
        ["analysis.complicationSet"] = new(
            "\"technical-success\"",
            Answer(Failed, Instrument.SevereComplication, outcome => outcome.Inclusion)
        ),
        ["analysis.iliacUnit"] = new("\"patient\"", Counted(FigureKey.IliacPrimaryPatency, BothLegs)),
        ["analysis.limbErrors"] = new("\"naive\"", rules => The(FigureKey.IliacPrimaryPatency, SyntheticCohort.Patients(), rules).Lower),
        ["analysis.legUnit"] = new("\"limb\"", Counted(FigureKey.Villalta, BothLegs)),
        ["analysis.cava"] = new("\"when-treated\"", Counted(FigureKey.IvcPrimaryPatency, OnlyIliac())),
        ["analysis.figures"] = new("[\"pts\"]", rules => StudyTableBuilder.Build([], rules).Figures.Length),
        ["visits"] = new(
            "[{\"id\":\"late\",\"firstDay\":0,\"targetDay\":365,\"lastDay\":730}]",
            Answer(Treated with { Villalta = [Some.Leg(6)] }, Instrument.Villalta, outcome => outcome.Key.Visit)
        ),
        ["villalta.ulcer"] = new("\"at-least-15\"", Answer(Treated with { Villalta = [Some.Leg(8, ulcer: true)] }, Instrument.Villalta)),
        ["villalta.ptsDefinition"] = new(
            "\"two-visits\"",
            Answer(Treated with { Villalta = [Some.Leg(6)] }, Instrument.PostThromboticSyndrome)
        ),
        ["villalta.ptsVisitsApartDays"] = new(
            "300",
            Answer(Treated with { Villalta = [Some.Leg(6, day: 100), Some.Leg(6, day: 200)] }, Instrument.PostThromboticSyndrome)
        )
        {
            Otherwise = rules => rules with { PtsDefinition = PtsDefinition.TwoVisits },
        },
        ["villalta.earliestPtsDay"] = new(
            "366",
            Answer(Treated with { Villalta = [Some.Leg(6)] }, Instrument.Villalta, outcome => outcome.Inclusion)
        ),
        ["villalta.earlyPtsLastDay"] = new(
            "99",
            Answer(Treated with { Villalta = [Some.Leg(6, day: 100)] }, Instrument.Villalta, outcome => outcome.Early)
        ),
        ["reportedTotal"] = new(
            "\"accept\"",
            Answer(
                Treated with
                {
                    Villalta = [Some.Leg(6) with { Grades = Some.Leg(6).Grades.Clear(), ReportedTotal = new(7, new("Observation/total")) }],
                },
                Instrument.Villalta
            )
        ),
        ["villalta.cavaAffectsLegs"] = new("false", Answer(OnlyCava(), Instrument.Villalta, outcome => outcome.Inclusion)),
        ["vcss.version"] = new(
            "\"original-2000\"",
            rules =>
                StudyScorer
                    .Score(Treated with { Vcss = [Some.VcssLeg("1110000002")] }, rules)
                    .Outcomes.Count(outcome => outcome.Key.Instrument == Instrument.Vcss)
        ),
        ["vcss.compression"] = new("false", Answer(Treated with { Vcss = [Some.VcssLeg("1110000002")] }, Instrument.Vcss)),
        ["patency.restenosisEndsPrimary"] = new(
            "false",
            Answer(Treated with { Findings = [Some.Finding(100, VeinStatus.Stenosed)] }, Instrument.PrimaryPatency)
        ),
        ["patency.technicalFailure"] = new("\"loss-at-time-zero\"", Counted(FigureKey.IvcPrimaryPatency, Failed)),
        ["patency.openBeforeReinterventionDays"] = new("5", Answer(Reopened(), Instrument.AssistedPrimaryPatency)),
        ["lysis.bounds"] = new("\"cavent\"", Answer(Cleared(), Instrument.LysisGrade)),
        ["filter.penetration"] = new(
            "\"preserve\"",
            Answer(
                Treated with
                {
                    FilterFindings =
                    [
                        new FilterFinding.Penetration(new("Observation/strut"), Some.Day(40), ImagingModality.ComputedTomography, 4),
                    ],
                },
                Instrument.FilterPenetration
            )
        ),
        ["filter.reviewFromDay"] = new("40", TakenOut(35)),
        ["filter.overdueAfterDay"] = new("60", TakenOut(58)),
        ["filter.lateAfterDay"] = new("90", TakenOut(70)),
        ["complications.scales"] = new("[\"cirse-2017\"]", Complicated("D")),
        ["complications.severe"] = new("\"major\"", Complicated("C")),
        ["complications.majorBleedingIsSevere"] = new(
            "false",
            Complicated("A", new Bleeding(false, BleedingSite.Intracranial, true, null, null))
        ),
        ["complications.deathIsSevere"] = new(
            "false",
            Answer(Treated with { Death = Some.Sourced(Some.Day(10), "Patient/1") }, Instrument.SevereComplication)
        ),
        ["complications.days"] = new("5", Complicated("E")),
        ["complications.noNeedsRecord"] = new("false", Answer(Treated with { Contacts = [] }, Instrument.SevereComplication)),
        ["complications.hemoglobinFallOpens"] = new(
            "40",
            Answer(
                Treated with
                {
                    Hemoglobin =
                    [
                        new(new("Observation/before"), Some.Day(-1), null, 124),
                        new(new("Observation/after"), Some.Day(1), null, 79),
                    ],
                },
                Instrument.SevereComplication
            )
        ),
        ["unread.event"] = new(
            "[]",
            Answer(
                Treated with
                {
                    Events = [new(new("Condition/melaena"), EventEffect.Opens, EventTopic.Bleeding, Some.Day(1), "Condition.code")],
                },
                Instrument.SevereComplication
            )
        ),
        ["unread.intervention"] = new(
            "[]",
            Answer(
                Failed with
                {
                    Unread =
                    [
                        new(new("Procedure/lysis"), UnreadKind.Intervention, Some.Day(0)) { CouldBe = [InterventionKind.Thrombolysis] },
                    ],
                },
                Instrument.TechnicalSuccess
            )
        ),
        ["unread.procedure"] = new(
            "[]",
            Answer(Failed with { Unread = [new(new("Procedure/local"), UnreadKind.Procedure, Some.Day(0))] }, Instrument.TechnicalSuccess)
        ),
        ["unread.image"] = new(
            "[]",
            Answer(
                Treated with
                {
                    Findings = [Some.Finding(100, VeinStatus.Patent)],
                    Unread = [new(new("Observation/blurred"), UnreadKind.Image, Some.Day(200))],
                },
                Instrument.PrimaryPatency
            )
        ),
        ["unread.report"] = new(
            "[\"primary-patency\"]",
            Answer(
                Treated with
                {
                    Findings = [Some.Finding(100, VeinStatus.Patent)],
                    Unread = [new(new("DiagnosticReport/words"), UnreadKind.Report, Some.Day(200))],
                },
                Instrument.PrimaryPatency
            )
        ),
        ["unread.filterFinding"] = new(
            "[]",
            Answer(
                Treated with
                {
                    FilterFindings = [new FilterFinding.Tilt(new("Observation/tilt"), Some.Day(40), ImagingModality.ComputedTomography, 4)],
                    Unread =
                    [
                        new(new("Observation/other-tilt"), UnreadKind.FilterFinding, Some.Day(50)) { Finding = Instrument.FilterTilt },
                    ],
                },
                Instrument.FilterTilt
            )
        ),
        ["unread.assessment"] = new(
            "[]",
            Answer(
                Treated with
                {
                    Villalta = [Some.Leg(3)],
                    Unread = [new(new("Observation/draft"), UnreadKind.Assessment, Some.Day(370))],
                },
                Instrument.PostThromboticSyndrome
            )
        ),
        ["statistics.leastAtRisk"] = new(
            "30",
            rules =>
                StudyTableBuilder
                    .Build(SyntheticCohort.Patients().Select(facts => StudyScorer.Score(facts, rules)), rules)
                    .Curves[0]
                    .FewAtRiskFromMonths
        ),
        ["statistics.survivalInterval"] = new(
            "\"plain\"",
            rules => The(FigureKey.IvcPrimaryPatency, SyntheticCohort.Patients(), rules).Lower
        ),
        ["statistics.reverseTies"] = new(
            "\"ends-of-follow-up-first\"",
            rules => FollowUpTime.Fit([new(5, true), new(5, false), new(5, false), new(8, false)], rules.ReverseTies).Steps[0].Survival
        ),
        ["statistics.proportionInterval"] = new("\"wald\"", rules => The(FigureKey.Pts, SyntheticCohort.Patients(), rules).Lower),
        ["published"] = new(
            "{\"pts\":{\"printed\":\"50 %\",\"percent\":50}}",
            rules => The(FigureKey.Pts, SyntheticCohort.Patients(), rules).Agrees
        ),
    };

    public static TheoryData<string> Paths => [.. ProtocolSettings.All.Select(setting => setting.Path)];

    [Theory]
    [MemberData(nameof(Paths))]
    public void Each_setting_moves_a_result(string path)
    {
        var one = Cases[path];
        using var value = JsonDocument.Parse(one.Other);
        var rules = one.Otherwise(StudyProtocol.Default);
        var setting = ProtocolSettings.All.Single(setting => setting.Path == path);

        Assert.NotEqual(one.Result(rules)?.ToString(), one.Result(setting.Set(rules, value.RootElement))?.ToString());
    }

    private static Func<StudyProtocol, object?> Eligible(PatientFacts facts) => rules => StudyScorer.Score(facts, rules).Eligible;

    private static Func<StudyProtocol, object?> Answer(PatientFacts facts, Instrument instrument, Func<Outcome, object?>? look = null) =>
        rules =>
        {
            var outcome = StudyScorer
                .Score(facts, rules)
                .Outcomes.Last(outcome =>
                    outcome.Key.Instrument == instrument && outcome.Key.Location is not (Location.LeftIliac or Location.RightIliac)
                );
            return look is null ? outcome.Value : look(outcome);
        };

    private static Func<StudyProtocol, object?> Counted(string figure, PatientFacts facts) => rules => The(figure, [facts], rules).Of;

    private static Figure The(string key, IEnumerable<PatientFacts> patients, StudyProtocol rules) =>
        StudyTableBuilder
            .Build(patients.Select(facts => StudyScorer.Score(facts, rules)), rules)
            .Figures.Single(figure => figure.Key == key);

    /// <summary>The advice on a filter that was taken out on a day after its placement.</summary>
    private static Func<StudyProtocol, object?> TakenOut(int day) =>
        Answer(
            Treated with
            {
                Filters = [Treated.Filters[0] with { Retrieved = Some.Sourced(Some.Day(day), "Procedure/out") }],
            },
            Instrument.FilterDwell,
            outcome => outcome.Qualifier
        );

    private static PatientFacts OnlyCava() =>
        Treated with
        {
            Diagnoses = [],
            Interventions =
            [
                .. Treated.Interventions.Select(one =>
                    one.Kind == InterventionKind.FilterPlacement ? one : one with { Sites = [VeinSite.Ivc] }
                ),
            ],
            Villalta = [Some.Leg(6)],
        };

    /// <summary>Eleven of twelve points of thrombus cleared: 91.67 %.</summary>
    private static PatientFacts Cleared() =>
        Treated with
        {
            Thrombus =
            [
                .. new[]
                {
                    VeinSite.Ivc,
                    Some.Iliac(Side.Left),
                    Some.Iliac(Side.Right),
                    new(VeinSegment.CommonFemoral, Side.Left),
                }.SelectMany(
                    (site, place) =>
                        new[]
                        {
                            new ThrombusExtent(
                                new("Observation/before"),
                                site,
                                Some.Day(0),
                                3,
                                ImagingPhase.BeforeTreatment,
                                ImagingModality.Venography
                            ),
                            new ThrombusExtent(
                                new("Observation/after"),
                                site,
                                Some.Day(0),
                                place == 0 ? 1 : 0,
                                ImagingPhase.AfterTreatment,
                                ImagingModality.Venography
                            ),
                        }
                ),
            ],
        };

    private static Func<StudyProtocol, object?> Complicated(string grade, Bleeding? bleeding = null) =>
        Answer(
            Treated with
            {
                Complications =
                [
                    new(new("Observation/complication"), ComplicationKind.Bleeding, Some.Day(10), new(ComplicationScale.Sir2003, grade))
                    {
                        Bleeding = bleeding,
                    },
                ],
            },
            Instrument.SevereComplication
        );

    /// <summary>Thrombectomy 09:00 to 09:30 on day 0, planned thrombolysis 10:00 to 10:20 on a later day or the same.</summary>
    private static PatientFacts Stages(int day) =>
        Treated with
        {
            Interventions =
            [
                Some.Intervention(InterventionKind.Thrombectomy, 0, "09:00", "09:30", id: "mat", sites: [VeinSite.Ivc]),
                Some.Intervention(InterventionKind.Thrombolysis, day, "10:00", "10:20", planned: true, id: "cdt", sites: [VeinSite.Ivc]),
            ],
        };

    private static PatientFacts OnlyIliac() =>
        Treated with
        {
            Interventions =
            [
                .. Treated.Interventions.Select(one => one.Sites.IsEmpty ? one : one with { Sites = [Some.Iliac(Side.Left)] }),
            ],
            Findings = [Some.Finding(100, VeinStatus.Patent)],
        };

    /// <summary>Open on day 100, thrombus removed on day 110.</summary>
    private static PatientFacts Reopened() =>
        Treated with
        {
            Interventions =
            [
                .. Treated.Interventions,
                Some.Intervention(
                    InterventionKind.Thrombectomy,
                    110,
                    result: InterventionResult.Successful,
                    id: "again",
                    sites: [VeinSite.Ivc]
                ),
            ],
            Findings = [Some.Finding(100, VeinStatus.Patent), Some.Finding(400, VeinStatus.Patent)],
        };

    private sealed record Case(string Other, Func<StudyProtocol, object?> Result)
    {
        public Func<StudyProtocol, StudyProtocol> Otherwise { get; init; } = rules => rules;
    }
}
