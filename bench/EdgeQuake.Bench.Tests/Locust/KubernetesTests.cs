using EdgeQuake.Bench.Locust;
using EdgeQuake.Harness;
using FluentAssertions;
using Xunit;
using YamlDotNet.Serialization;

namespace EdgeQuake.Bench.Tests;

/// <summary>The Kubernetes example, read and not run: what refers to something finds it, and the worker's own parser takes its arguments.</summary>
public sealed class KubernetesTests
{
    private static readonly IReadOnlyList<object> All = [.. Documents("bench/kubernetes/master.yaml"), .. Documents("bench/kubernetes/workers.yaml")];

    [Fact]
    public void Every_object_says_what_it_is_and_is_there_once()
    {
        All.Should().HaveCount(5).And.OnlyContain(d => At(d, "apiVersion") is string && At(d, "kind") is string && At(d, "metadata", "name") is string);
        All.Select(d => $"{At(d, "kind")}/{At(d, "metadata", "name")}").Should().OnlyHaveUniqueItems();
    }

    [Fact]
    public void Selectors_find_their_pods_and_ports_their_ports()
    {
        var (deployment, service, job) = (One("Deployment"), One("Service"), One("Job"));
        var labels = At(deployment, "spec", "template", "metadata", "labels");
        At(deployment, "spec", "selector", "matchLabels").Should().BeEquivalentTo(labels);
        At(service, "spec", "selector").Should().BeEquivalentTo(labels);
        var ports = List(Container(deployment), "ports").ToDictionary(p => (string)At(p, "name")!, p => At(p, "containerPort"));
        List(service, "spec", "ports").Should().OnlyContain(p => ports.ContainsKey((string)At(p, "targetPort")!) && Equals(ports[(string)At(p, "targetPort")!], At(p, "port")));
        ports.Should().ContainKey((string)At(Container(deployment), "readinessProbe", "tcpSocket", "port")!);
        At(List(job, "spec", "template", "spec", "topologySpreadConstraints")[0], "labelSelector", "matchLabels").Should().BeEquivalentTo(At(job, "spec", "template", "metadata", "labels"));
        At(job, "spec", "parallelism").Should().Be(At(job, "spec", "completions"));
    }

    [Theory]
    [InlineData("Deployment", "ConfigMap", "configMap", "name")]
    [InlineData("Job", "PersistentVolumeClaim", "persistentVolumeClaim", "claimName")]
    public void Mounts_have_their_volumes_and_volumes_their_objects(string owner, string kind, string source, string name)
    {
        var volumes = List(One(owner), "spec", "template", "spec", "volumes");
        List(Container(One(owner)), "volumeMounts").Select(m => At(m, "name")).Should().BeEquivalentTo(volumes.Select(v => At(v, "name")));
        At(volumes[0], source, name).Should().Be(At(One(kind), "metadata", "name"));
    }

    [Fact]
    public void The_locustfile_is_ours()
    {
        At(One("ConfigMap"), "data", "locustfile.py").Should().Be(Repository.Text("bench/EdgeQuake.Bench.Locust/locustfile.py"));
        List(Container(One("Deployment")), "args").Should().Contain($"{At(List(Container(One("Deployment")), "volumeMounts")[0], "mountPath")}/locustfile.py");
    }

    [Fact]
    public void The_worker_takes_its_arguments_and_they_lead_to_the_master()
    {
        string[] args = [.. List(Container(One("Job")), "args").Cast<string>()];
        var session = new Session(TextWriter.Null, TextWriter.Null, args, null);
        Complaint.Of(WorkerVerb.Create(session).Parse(args), session).Should().BeNull();
        args[Array.IndexOf(args, "--master") + 1].Should().Be($"{At(One("Service"), "metadata", "name")}:{At(List(One("Service"), "spec", "ports")[0], "port")}");
        args[Array.IndexOf(args, "--out") + 1].Should().Be((string)At(List(Container(One("Job")), "volumeMounts")[0], "mountPath")!);
        args.Should().Contain(a => a.Contains($"${{{At(List(Container(One("Job")), "env")[0], "name")}}}", StringComparison.Ordinal), "the key comes from the secret");
    }

    private static IEnumerable<object> Documents(string file) =>
        Repository.Text(file).Split("\n---\n").Select(text => new DeserializerBuilder().WithAttemptingUnquotedStringTypeDeserialization().Build().Deserialize<object>(text + "\n"));

    private static object One(string kind) => All.Single(d => (string?)At(d, "kind") == kind);

    private static object Container(object owner) => List(owner, "spec", "template", "spec", "containers").Single();

    private static List<object> List(object? of, params string[] path) => (List<object>)At(of, path)!;

    private static object? At(object? of, params string[] path) => path.Aggregate(of, (node, key) => node is Dictionary<object, object> map ? map.GetValueOrDefault(key) : null);
}
