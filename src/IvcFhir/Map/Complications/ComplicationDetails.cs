using Hl7.Fhir.Model;
using IvcFhir.Codes;
using IvcFhir.Core;
using IvcFhir.Core.Facts;
using IvcFhir.Profiles;

namespace IvcFhir.Map;

/// <summary>What components say of a complication beyond kind and grade. What is not recorded stays unknown.</summary>
internal sealed class ComplicationDetails(ConceptIndex concepts)
{
    public Complication Add(Chart chart, UsableObservation usable, Complication complication)
    {
        var details = usable
            .Observation.Component.Where(component => component.Value is not null && chart.IsConsistent(component, usable.Source))
            .Select(component => (Detail: concepts.Find<ComplicationDetail>(component.Code), component.Value))
            .Where(component => component.Detail is not null)
            .ToLookup(component => component.Detail!.Value, component => component.Value!);
        var sheet = new Details(chart, usable.Source, concepts, details);
        var bleeding = new Bleeding(
            sheet.YesNo(ComplicationDetail.BleedingFatal),
            sheet.Site(),
            sheet.YesNo(ComplicationDetail.BleedingOvert),
            sheet.HemoglobinFall(),
            sheet.Number(ComplicationDetail.TransfusedUnits, Measured.Count)
        );
        return complication with
        {
            ProlongedStayHours = sheet.Number(ComplicationDetail.ProlongedStay, Measured.Hours),
            Bleeding = bleeding == new Bleeding(null, null, null, null, null) ? null : bleeding,
        };
    }

    private sealed class Details(Chart chart, SourceRef source, ConceptIndex concepts, ILookup<ComplicationDetail, DataType> values)
    {
        private const string Element = "Observation.component.value";

        /// <summary>
        /// None of them can be below zero: a fall that is has been written as a change, or is none, and nobody knows which.
        /// </summary>
        public decimal? Number(ComplicationDetail detail, Measured what) =>
            Reported<decimal>(
                detail,
                value =>
                    Units.Read(concepts, value, what) switch
                    {
                        { Value: >= 0 } read => HasRange(detail) && Plausibility.IsImpossible(what, read.Value!.Value)
                            ? (null, IssueCode.ValueImpossible)
                            : read,
                        var read => (null, read.Issue ?? IssueCode.UnknownUnit),
                    }
            );

        // A fall of hemoglobin has no range of its own: that of a level is another measure.
        private static bool HasRange(ComplicationDetail detail) => detail != ComplicationDetail.HemoglobinFall;

        /// <summary>As stated; where it is not, before minus after, free of the rounding of its conversion. A rise is no fall.</summary>
        public decimal? HemoglobinFall()
        {
            var stated = Number(ComplicationDetail.HemoglobinFall, Measured.HemoglobinGramsPerLitre);
            var before = Number(ComplicationDetail.HemoglobinBefore, Measured.HemoglobinGramsPerLitre);
            var after = Number(ComplicationDetail.HemoglobinAfter, Measured.HemoglobinGramsPerLitre);
            return stated ?? (before is { } high && after is { } low ? Math.Max(0, Math.Round(high - low, 10)) : null);
        }

        public bool? YesNo(ComplicationDetail detail) =>
            Reported<bool>(detail, value => Values.YesNo(concepts, value) is { } answer ? (answer, null) : (null, IssueCode.UnknownCode));

        public BleedingSite? Site() =>
            Reported<BleedingSite>(
                ComplicationDetail.BleedingSite,
                value =>
                    Values.Find<BleedingSite>(concepts, value) is { } site
                        ? (site, null)
                        : (null, Values.IssueOf<BleedingSite>(concepts, value))
            );

        /// <summary>Null also where it is recorded twice and differently.</summary>
        private T? Reported<T>(ComplicationDetail detail, Func<DataType, (T? Value, IssueCode? Issue)> readOne)
            where T : struct
        {
            var read = values[detail].Select(value => readOne(value)).Distinct().ToList();
            if (read.FirstOrDefault(one => one.Issue is not null).Issue is { } code)
                chart.Report(code, source, Element);
            if (read is not [var (found, _)])
            {
                if (read.Count > 1)
                    chart.Report(IssueCode.ConflictingItems, source, Element);
                return null;
            }
            return found;
        }
    }
}
