using System.Reflection;
using Xunit;
using Xunit.Sdk;
using Xunit.v3;

namespace EdgeQuake.Conformance.XunitV3;

/// <summary>The cases that a test class derived from <see cref="ConformanceTests"/> is asked: one row a case and api, traits <c>level</c> and <c>profile</c>.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class ConformanceCasesAttribute : DataAttribute
{
    public override bool SupportsDiscoveryEnumeration() => true;

    public override ValueTask<IReadOnlyCollection<ITheoryDataRow>> GetData(MethodInfo testMethod, DisposalTracker disposalTracker)
    {
        var type = testMethod.ReflectedType ?? testMethod.DeclaringType!;
        var tests = (ConformanceTests)(Activator.CreateInstance(type) ?? throw new InvalidOperationException($"{type} could not be made"));
        return ValueTask.FromResult<IReadOnlyCollection<ITheoryDataRow>>(Rows(tests));
    }

    private static List<ITheoryDataRow> Rows(ConformanceTests tests)
    {
        var cases = tests.Cases;
        if (cases.Problems.Count > 0)
            throw new InvalidOperationException(string.Join('\n', cases.Problems));
        var facts = tests.Facts with { Way = WayIn.InProcess };
        return
        [
            .. tests.Selection.Of(cases.Cases).Where(c => facts.Profiles.Contains(c.Profile))
                .SelectMany(c => CaseBinding.Bind(c, facts)).Where(b => b.Refused is not VerdictStatus.NotApplicable).Select(Row),
        ];
    }

    private static ITheoryDataRow Row(BoundCase bound) => new TheoryDataRow<string, string>(bound.Case.Id, bound.Api)
    {
        TestDisplayName = $"{bound.Case.Id} ({bound.Api})",
        Skip = bound.Refused is null ? null : bound.Reason,
        Traits = { ["level"] = [bound.Case.Level], ["profile"] = [bound.Profile] },
    };
}
