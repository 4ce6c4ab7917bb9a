// swift-tools-version: 6.2
import PackageDescription

// A package of its own, so that a normal build of Stet does not compile it. Run by `make bench`.
let package = Package(
    name: "stet-benchmarks",
    dependencies: [
        .package(name: "stet", path: ".."),
        // Without its traits: counting allocations needs a malloc interposer, and CPU time is what is asked here.
        .package(url: "https://github.com/ordo-one/benchmark", exact: "1.38.1", traits: []),
    ],
    targets: [
        .executableTarget(
            name: "StetBenchmarks",
            dependencies: [
                .product(name: "SequenceDiff", package: "stet"),
                .product(name: "StetDiff", package: "stet"),
                .product(name: "Benchmark", package: "benchmark"),
            ],
            path: "StetBenchmarks",
            swiftSettings: [
                .swiftLanguageMode(.v6),
                .strictMemorySafety(),
                .enableUpcomingFeature("ExistentialAny"),
                .enableUpcomingFeature("MemberImportVisibility"),
                .enableUpcomingFeature("InternalImportsByDefault"),
            ],
            plugins: [.plugin(name: "BenchmarkPlugin", package: "benchmark")]),
        // Records made versions, for scripts/bench-recording and scripts/crash-recording.
        .executableTarget(
            name: "RecordingBenchmark",
            dependencies: [.product(name: "StetArchive", package: "stet")],
            path: "RecordingBenchmark",
            swiftSettings: [
                .swiftLanguageMode(.v6),
                .strictMemorySafety(),
                .enableUpcomingFeature("ExistentialAny"),
                .enableUpcomingFeature("MemberImportVisibility"),
                .enableUpcomingFeature("InternalImportsByDefault"),
            ]),
    ]
)
