using IvcFhir.Core;
using IvcFhir.Core.Facts;
using IvcFhir.Tests.Support;

namespace IvcFhir.Tests.Map;

/// <summary>Timing, sessions, duplicates and results of procedures.</summary>
public sealed class ProcedureShapeTests
{
    private const string Thrombectomy = """ "code":"sct:708969008" """;

    [Theory]
    [InlineData(""" "period":{"start":"2019-03-01T10:00:00Z","end":"2019-03-09"} """, "2019-03-01", "2019-03-04")]
    [InlineData(""" "period":{"start":"2019-03-04"} """, "2019-03-04", "2019-03-04")]
    [InlineData(""" "period":{"start":"2019-02"} """, "2019-02-01", "2019-03-04")]
    [InlineData(""" "period":{"start":"2019-03-05"} """, null, null)]
    [InlineData(""" "period":{"end":"2019-03-09"} """, null, null)]
    [
        InlineData(""" "status":"entered-in-error","period":{"start":"2019-03-01"} """, null, null),
        InlineData(""" "status":"planned","period":{"start":"2019-03-01"} """, null, null)
    ]
    [InlineData(null, null, null)]
    public void A_procedure_that_has_only_an_end_began_on_some_day_of_its_stay_until_then(string? stay, string? first, string? last)
    {
        var record = new Recorded().With(
            "Procedure/p",
            Thrombectomy + """ ,"performedPeriod":{"end":"2019-03-04T12:00:00Z"},"encounter":{"reference":"Encounter/e"} """
        );
        if (stay is not null)
            record.With(
                "Encounter/e",
                $$""" "class":"=sct:1",{{(stay.Contains("status", StringComparison.Ordinal) ? "" : "\"status\":\"finished\",")}}{{stay}} """
            );
        var facts = record.Facts();

        Assert.Equal(
            first is null ? [] : [new DayInterval(Recorded.Day(first).First, Recorded.Day(last!).First)],
            facts.Interventions.Select(one => one.Performed.Day)
        );
        Assert.Equal(
            [new(first is null ? IssueCode.DateMissing : IssueCode.DateTooImprecise, new("Procedure/p"), "Procedure.performed")],
            facts.Issues
        );
        Assert.All(
            facts.Interventions,
            one =>
                Assert.Equal((null, Recorded.Day("2019-03-04"), 12), (one.Performed.Start, one.Performed.LastDay, one.Performed.End?.Hour))
        );
    }

    [Fact]
    public void A_noted_start_tells_more_than_the_stay()
    {
        var facts = new Recorded()
            .With(
                "Procedure/p",
                Thrombectomy + """ ,"performedPeriod":{"end":"2019-03-04T12:00:00Z"},"encounter":{"reference":"Encounter/e"} """
            )
            .With("Encounter/e", """ "class":"=sct:1","status":"finished","period":{"start":"2019-03-01"} """)
            .With(
                "Observation/s",
                """ "code":"study:observation-kind#procedure-start","partOf":[{"reference":"Procedure/p"}],"valueDateTime":"2019-03-03T09:00:00Z" """
            )
            .Facts();

        Assert.Equal(
            (Recorded.Day("2019-03-03"), 9),
            (Assert.Single(facts.Interventions).Performed.Day, facts.Interventions[0].Performed.Start?.Hour)
        );
    }

    [Theory]
    [
        InlineData(""" "performedDateTime":"9999-12" """, null),
        InlineData(""" "performedDateTime":"9999-12-31" """, null),
        InlineData(""" "performedDateTime":"1899" """, null)
    ]
    [
        InlineData(""" "performedDateTime":"9999-12-31T23:59:59Z" """, null),
        InlineData(""" "performedPeriod":{"start":"0001-01-01","end":"2019-03-04"} """, null)
    ]
    [
        InlineData(""" "performedPeriod":{"start":"2019-03-04","end":"9999-12-31"} """, "2019-03-04"),
        InlineData(""" "performedPeriod":{"start":"2019-03-04T10:00:00Z","end":"9999-12-31T23:59:59Z"} """, "2019-03-04")
    ]
    public void A_placeholder_is_no_date_and_never_ends_the_run(string performed, string? day)
    {
        var facts = new Recorded()
            .With("Procedure/x", $"\"code\":\"cpt:37212\",{performed}")
            .With("Procedure/y", $"\"code\":\"cpt:37213\",{performed}")
            .With("Condition/c", """ "code":"sct:131148009","onsetDateTime":"2019-03-05" """)
            .With(
                "Observation/o",
                """ "code":"study:observation-kind#villalta-total","bodySite":"sct:32153003","valueInteger":1,"effectiveDateTime":null,"effectiveInstant":"9999-12-31T23:59:59Z" """
            )
            .Facts();

        Assert.Equal(day is null ? [] : [Recorded.Day(day), Recorded.Day(day)], facts.Interventions.Select(one => one.Performed.LastDay));
        Assert.Equal(day is null ? 3 : 1, facts.Issues.Count(issue => issue.Code == IssueCode.DateMissing));
        StudyScorer.Score(facts, StudyProtocol.Default);
    }

    [Theory]
    [InlineData(""" "performedPeriod":{"start":"2019-03-04T09:00:00Z","end":"2019-03-04T10:10:00Z"} """, "")]
    [InlineData(
        """ "performedDateTime":"2019-03-04T09:00:00Z" """,
        """ "code":"study:observation-kind#procedure-end","valueDateTime":"2019-03-04T10:10:00Z","partOf":[{"reference":"Procedure/p"}] """
    )]
    [InlineData(
        """ "performedDateTime":"2019-03-04","encounter":{"reference":"Encounter/e"} """,
        """ "code":"study:observation-kind#procedure-end","valueDateTime":"2019-03-04T10:10:00Z","encounter":{"reference":"Encounter/e"} """
    )]
    [InlineData(
        """ "performedDateTime":"2019-03-04" """,
        """ "code":"study:observation-kind#procedure-end","valueDateTime":"2019-03-04T10:10:00Z","partOf":[{"reference":"Procedure/p/_history/2"}] """
    )]
    [InlineData(
        """ "performedDateTime":"2019-03-04","partOf":[{"reference":"Procedure/whole"}] """,
        """ "code":"study:observation-kind#procedure-end","valueDateTime":"2019-03-04T10:10:00Z","partOf":[{"reference":"Procedure/whole"}] """
    )]
    [InlineData(
        """ "encounter":{"reference":"Encounter/e"} """,
        """ "code":"study:observation-kind#procedure-end","effectiveDateTime":"2019-03-04T10:10:00Z","encounter":{"reference":"Encounter/e"} """
    )]
    public void Start_and_end_come_from_the_period_or_from_Observations(string performed, string end)
    {
        var record = new Recorded().With("Procedure/p", $"{Thrombectomy},{performed}");
        if (end.Length > 0)
            record
                .With("Observation/end", end)
                .With(
                    "Observation/start",
                    end.Replace("procedure-end", "procedure-start", StringComparison.Ordinal)
                        .Replace("10:10", "09:00", StringComparison.Ordinal)
                );

        var performedAt = Assert.Single(record.Facts().Interventions).Performed;

        Assert.Equal(new DateTimeOffset(2019, 3, 4, 9, 0, 0, TimeSpan.Zero), performedAt.Start);
        Assert.Equal(new DateTimeOffset(2019, 3, 4, 10, 10, 0, TimeSpan.Zero), performedAt.End);
    }

    [Fact]
    public void A_note_of_another_day_of_the_stay_is_not_the_end_of_this_procedure()
    {
        var facts = new Recorded()
            .With("Procedure/p", $$"""{{Thrombectomy}},"performedDateTime":"2019-03-04","encounter":{"reference":"Encounter/e"} """)
            .With(
                "Observation/end",
                """ "code":"study:observation-kind#procedure-end","valueDateTime":"2019-03-08T10:10:00Z","encounter":{"reference":"Encounter/e"} """
            )
            .Facts();

        Assert.Null(Assert.Single(facts.Interventions).Performed.End);
    }

    [Theory]
    [InlineData(""" "performedDateTime":"2019" """, "2019-01-01", "2019-12-31")]
    [InlineData(""" "performedDateTime":"2019-02" """, "2019-02-01", "2019-02-28")]
    [InlineData(""" "performedDateTime":"2019-03-04" """, "2019-03-04", "2019-03-04")]
    [InlineData(""" "performedDateTime":"2019-03-04T23:30:00-05:00" """, "2019-03-04", "2019-03-04")]
    public void A_partial_date_is_an_interval_of_days(string performed, string first, string last) =>
        Assert.Equal(
            new DayInterval(Recorded.Day(first).First, Recorded.Day(last).Last),
            Assert.Single(new Recorded().With("Procedure/p", $"{Thrombectomy},{performed}").Facts().Interventions).Performed.Day
        );

    [Theory]
    [InlineData("", IssueCode.DateMissing, 0)]
    [InlineData(""" ,"performedPeriod":{"start":"2019-03-04T10:00:00Z","end":"2019-03-04T09:00:00Z"} """, IssueCode.NegativePeriod, 1)]
    public void What_is_wrong_with_a_time_is_an_issue(string performed, IssueCode issue, int interventions)
    {
        var facts = new Recorded().With("Procedure/p", Thrombectomy + performed).Facts();

        Assert.Equal(interventions, facts.Interventions.Length);
        Assert.Contains(new(issue, new("Procedure/p"), "Procedure.performed"), facts.Issues);
    }

    [Fact]
    public void Lysis_may_last_for_days()
    {
        var performed = Assert
            .Single(
                new Recorded()
                    .With(
                        "Procedure/p",
                        """ "code":"cpt:37212","performedPeriod":{"start":"2019-03-04T09:00:00Z","end":"2019-03-06T12:00:00Z"} """
                    )
                    .Facts()
                    .Interventions
            )
            .Performed;

        Assert.Equal((Recorded.Day("2019-03-04"), Recorded.Day("2019-03-06")), (performed.Day, performed.LastDay));
    }

    [Theory]
    [InlineData(""" "encounter":{"reference":"Encounter/e"} """, """ "encounter":{"reference":"Encounter/e"} """, "Encounter/e")]
    [InlineData(""" "encounter":{"reference":"Encounter/e"} """, """ "partOf":[{"reference":"Procedure/a"}] """, "Encounter/e")]
    [InlineData(""" "partOf":[{"reference":"Procedure/x"}] """, """ "partOf":[{"reference":"Procedure/x"}] """, "Procedure/a")]
    [InlineData(""" "id":"a" """, """ "partOf":[{"reference":"Procedure/a"}] """, "Procedure/a")]
    [InlineData(
        """ "performedPeriod":{"start":"2019-03-04T09:00:00Z","end":"2019-03-04T10:00:00Z"} """,
        """ "performedPeriod":{"start":"2019-03-04T09:30:00Z","end":"2019-03-05T10:00:00Z"} """,
        "Procedure/a"
    )]
    [InlineData(
        """ "performedPeriod":{"start":"2019-03-04T09:00:00Z","end":"2019-03-04T10:00:00Z"} """,
        """ "performedPeriod":{"start":"2019-03-04T10:00:00Z","end":"2019-03-05T10:00:00Z"} """,
        null
    )]
    public void Several_procedures_are_one_session(string one, string other, string? session)
    {
        static string Dated(string members) =>
            members.Contains("performed", StringComparison.Ordinal) ? members : $$""" "performedDateTime":"2019-03-04",{{members}} """;
        var facts = new Recorded()
            .With("Procedure/a", $"{Thrombectomy},{Dated(one)}")
            .With("Procedure/b", $$""" "code":"cpt:37212",{{Dated(other)}} """)
            .Facts();

        Assert.Equal([session, session], facts.Interventions.Select(intervention => intervention.Session));
    }

    [Theory]
    [InlineData("cpt:37191", "sct:397913009", 1)]
    [InlineData("cpt:37238", "cpt:37239", 2)]
    [InlineData("cpt:37212", "pcs:3E04317", 1)]
    public void One_act_that_is_coded_in_two_systems_on_two_resources_is_one_intervention(string one, string other, int interventions)
    {
        const string period =
            """ "performedPeriod":{"start":"2019-03-04T09:00:00Z","end":"2019-03-04T10:00:00Z"},"encounter":{"reference":"Encounter/e"} """;
        var facts = new Recorded()
            .With("Procedure/a", $$""" "code":"{{one}}",{{period}} """)
            .With("Procedure/b", $$""" "code":"{{other}}",{{period}} """)
            .Facts();

        Assert.Equal(interventions, facts.Interventions.Length);
    }

    [Fact]
    public void Each_resource_that_records_the_one_act_is_a_source_of_what_rests_on_it()
    {
        var facts = new Recorded()
            .With("Procedure/filter", """ "code":"cpt:37191","performedDateTime":"2019-03-04" """)
            .With("Procedure/filter-facility", """ "code":"sct:397913009","performedDateTime":"2019-03-04" """)
            .With("Procedure/a", $$"""{{Thrombectomy}},"performedPeriod":{"start":"2019-03-04T09:00:00Z","end":"2019-03-04T10:00:00Z"} """)
            .With(
                "Procedure/b",
                """ "code":"pcs:06C03ZZ","performedPeriod":{"start":"2019-03-04T09:00:00Z","end":"2019-03-04T10:00:00Z"} """
            )
            .With(
                "Procedure/lysis",
                """ "code":"cpt:37212","bodySite":["sct:64131007"],"performedPeriod":{"start":"2019-03-04T09:30:00Z","end":"2019-03-04T10:00:00Z"} """
            )
            .With("Procedure/later", """ "code":"sct:232996007","performedDateTime":"2019-06-04" """)
            .With("Procedure/later-facility", """ "code":"pcs:06703ZZ","performedDateTime":"2019-06-04" """)
            .With(
                "Observation/duplex",
                """ "code":"study:observation-kind#vein-finding","bodySite":"sct:64131007","valueCodeableConcept":"study:vein-status#patent","effectiveDateTime":"2020-03-04" """
            )
            .Facts();
        var outcomes = StudyScorer.Score(facts, StudyProtocol.Default).Outcomes;
        IEnumerable<string> SourcesOf(Instrument instrument) =>
            outcomes.First(one => one.Key.Instrument == instrument).Sources.Select(source => source.Reference);

        Assert.Equal(4, facts.Interventions.Length);
        Assert.Superset(new HashSet<string>(["Procedure/a", "Procedure/b"]), SourcesOf(Instrument.TechnicalSuccess).ToHashSet());
        Assert.Superset(new HashSet<string>(["Procedure/a", "Procedure/b"]), SourcesOf(Instrument.ProcedureDuration).ToHashSet());
        Assert.Superset(
            new HashSet<string>(["Procedure/filter", "Procedure/filter-facility"]),
            SourcesOf(Instrument.FilterPosition).ToHashSet()
        );
        Assert.Superset(
            new HashSet<string>(["Procedure/later", "Procedure/later-facility"]),
            SourcesOf(Instrument.SecondaryPatency).ToHashSet()
        );
    }

    [Theory]
    [InlineData("Procedure/a"), InlineData("Procedure/b")]
    public void What_either_resource_of_the_one_act_says_of_device_and_complications_counts(string speaking)
    {
        const string says = """ ,"focalDevice":[{"manipulated":{"reference":"Device/d"}}],"complication":["icd:T82.515A"] """;
        var facts = new Recorded()
            .With("Device/d", """ "type":"sct:257409000" """)
            .With("Procedure/a", $$""" "code":"cpt:37191","performedDateTime":"2019-03-04"{{(speaking == "Procedure/a" ? says : "")}} """)
            .With(
                "Procedure/b",
                $$""" "code":"sct:397913009","performedDateTime":"2019-03-04"{{(speaking == "Procedure/b" ? says : "")}} """
            )
            .Facts();

        Assert.Equal(DeviceLink.FocalDevice, Assert.Single(facts.Filters).Link);
        Assert.Equal(new SourceRef(speaking), Assert.Single(facts.Complications).Source);
    }

    [Theory]
    [InlineData("cpt:37248", """ "bodySite":["sct:64131007"] """, "pcs:067D3ZZ", 2)]
    [InlineData("cpt:37248", """ "bodySite":["sct:46027005"] """, "pcs:067D3ZZ", 1)]
    public void Two_resources_are_two_acts_when_their_veins_differ(string one, string site, string other, int interventions) =>
        Assert.Equal(
            interventions,
            new Recorded()
                .With("Procedure/a", $$""" "code":"{{one}}","performedDateTime":"2019-03-04",{{site}} """)
                .With("Procedure/b", $$""" "code":"{{other}}","performedDateTime":"2019-03-04" """)
                .Facts()
                .Interventions.Length
        );

    [Theory]
    [InlineData(""" "status":"completed" """, InterventionResult.Completed, null)]
    [InlineData(""" "outcome":"sct:385669000" """, InterventionResult.Successful, null)]
    [InlineData(""" "outcome":"sct:385670004" """, InterventionResult.PartiallySuccessful, null)]
    [InlineData(""" "outcome":{"text":"vessel not recanalised"} """, InterventionResult.Unsuccessful, null)]
    [InlineData(""" "statusReason":"sct:385671000" """, InterventionResult.Unsuccessful, null)]
    [InlineData(""" "status":"stopped","outcome":"sct:385669000" """, InterventionResult.Stopped, null)]
    [InlineData(""" "outcome":"local:9" """, InterventionResult.Completed, IssueCode.UnknownCode)]
    [InlineData(""" "status":"not-done" """, null, null)]
    [InlineData(""" "status":"entered-in-error" """, null, null)]
    [InlineData(""" "status":"preparation" """, null, null)]
    [InlineData(""" "status":"on-hold" """, null, null)]
    [InlineData(""" "status":"in-progress" """, null, IssueCode.StatusNotUsable)]
    [InlineData(""" "status":"unknown" """, null, IssueCode.StatusNotUsable)]
    public void The_result_comes_from_outcome_status_and_reason(string members, InterventionResult? result, IssueCode? issue)
    {
        var facts = new Recorded()
            .MappedBy("""{"site":"test","texts":[{"text":"vessel not recanalised","means":"intervention-result#unsuccessful"}]}""")
            .With("Procedure/p", $$"""{{Thrombectomy}},"performedDateTime":"2019-03-04",{{members}} """)
            .Facts();

        Assert.Equal(result, facts.Interventions.Select(intervention => (InterventionResult?)intervention.Result).SingleOrDefault());
        Assert.Equal(issue, facts.Issues.Select(found => (IssueCode?)found.Code).SingleOrDefault());
    }

    [Theory]
    [InlineData(
        "Procedure/p",
        """ "code":"sct:708969008","performedDateTime":"2019-03-04","focalDevice":[{"manipulated":{"display":"x"},"modifierExtension":[{"url":"http://example.org/not","valueBoolean":true}]}] """
    )]
    [InlineData(
        "Observation/o",
        """ "code":"study:observation-kind#villalta-assessment","bodySite":{"text":"left"},"component":[{"code":"study:villalta-item#pain","valueInteger":2,"modifierExtension":[{"url":"http://example.org/not","valueBoolean":true}]}] """
    )]
    public void An_unknown_modifier_extension_deep_inside_does_the_same(string reference, string members)
    {
        var facts = new Recorded().With(reference, members).Facts();

        Assert.Empty(facts.Interventions);
        Assert.Empty(facts.Villalta);
        Assert.Equal([new(IssueCode.UnknownModifier, new(reference))], facts.Issues);
    }

    [Fact]
    public void An_unknown_modifier_extension_takes_the_resource_out_of_use()
    {
        var facts = new Recorded()
            .With(
                "Procedure/p",
                $$"""{{Thrombectomy}},"performedDateTime":"2019-03-04","modifierExtension":[{"url":"http://example.org/not","valueBoolean":true}] """
            )
            .Facts();

        Assert.Empty(facts.Interventions);
        Assert.Contains(facts.Issues, issue => issue.Code == IssueCode.UnknownModifier);
    }
}
