// swift-tools-version: 6.2
import PackageDescription

let settings: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .strictMemorySafety(),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
]

/// A stage of the way of the data. Dependencies point one way only: see docs/architecture.md.
func stage(_ name: String, uses dependencies: [Target.Dependency] = [], plugins: [Target.PluginUsage] = []) -> Target {
    .target(name: name, dependencies: dependencies, swiftSettings: settings, plugins: plugins)
}

func tests(of name: String, uses dependencies: [Target.Dependency] = []) -> Target {
    .testTarget(
        name: name + "Tests", dependencies: [.byName(name: name), "TestSupport"] + dependencies,
        swiftSettings: settings)
}

let package = Package(
    name: "stet",
    products: [
        .executable(name: "stet", targets: ["stet"]),
        .library(name: "SequenceDiff", targets: ["SequenceDiff"]),
        .library(name: "StetDiff", targets: ["StetModel", "StetText", "StetDiff", "StetRender"]),
        .library(name: "stetdiff", type: .dynamic, targets: ["StetDiffC"]),
        .library(name: "StetExtract", targets: ["StetModel", "StetText", "StetExtract"]),
        .library(name: "StetArchive", targets: ["StetArchive"]),
    ],
    dependencies: [
        // Command-line parsing, help, completions and the man page. See docs/decisions/0002-libraries.md.
        .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
        // YAML with places, for site rules. Only StetRules uses it.
        .package(url: "https://github.com/jpsim/Yams", exact: "6.2.2"),
    ],
    targets: [
        // Bridges to C libraries.
        .systemLibrary(name: "CGit2", pkgConfig: "libgit2", providers: [.apt(["libgit2-dev"])]),
        .systemLibrary(name: "CDeflate", pkgConfig: "libdeflate", providers: [.apt(["libdeflate-dev"])]),
        // Content codings of pages in WARC files; brotli's library is opened at the first page in it.
        .target(name: "CCompression", linkerSettings: [.linkedLibrary("z")]),
        .target(name: "CSHA1"),
        // What OpenSSH encrypts key files with, which libsodium has not.
        .target(name: "CBcrypt"),
        .systemLibrary(name: "CSodium", pkgConfig: "libsodium", providers: [.apt(["libsodium-dev"])]),
        // Without pkg-config: see Sources/CSQLite/module.modulemap.
        .systemLibrary(name: "CSQLite", providers: [.apt(["libsqlite3-dev"])]),
        .target(name: "CTrust"),
        .target(name: "CMemory"),
        .systemLibrary(name: "CLexbor", pkgConfig: "lexbor"),
        .systemLibrary(name: "CMD4C", pkgConfig: "md4c", providers: [.apt(["libmd4c-dev"])]),
        // libcurl is opened at the first fetch: see Sources/CCurl/include/stet_curl.h.
        .target(name: "CCurl"),
        .target(name: "CICU", linkerSettings: [.linkedLibrary("icuuc"), .linkedLibrary("icudata")]),

        // Pure stages: values in, values out.
        stage("SequenceDiff"),
        stage("StetModel"),
        stage("StetText", uses: ["CICU"]),
        stage("StetDiff", uses: ["SequenceDiff", "StetText", "StetModel"]),
        // The same for C: Sources/CStetDiff/include/stet_diff.h.
        .target(name: "CStetDiff"),
        stage("StetDiffC", uses: ["CStetDiff", "StetDiff"]),
        stage("StetHTML", uses: ["CLexbor", "CMD4C"]),
        stage("StetExtract", uses: ["StetHTML", "StetModel", "StetText"]),
        stage(
            "StetRules", uses: ["StetExtract", "StetHTML", .product(name: "Yams", package: "Yams")]),
        stage("StetRender", uses: ["StetModel", "StetDiff", "SequenceDiff"]),

        // Stages that touch the world.
        stage("StetFetch", uses: ["CCurl", "CCompression", "StetHTML"]),
        stage("StetGit", uses: ["CGit2", "CDeflate", "CSHA1", "CTrust"]),
        stage("RepoTemplate", plugins: ["EmbedTemplatePlugin"]),
        .executableTarget(name: "EmbedTemplate", swiftSettings: settings),
        .plugin(
            name: "EmbedTemplatePlugin", capability: .buildTool(), dependencies: ["EmbedTemplate"],
            path: "Sources/EmbedTemplatePlugin"),
        stage("StetSign", uses: ["CSodium", "CBcrypt", "StetGit"]),
        stage("StetIndex", uses: ["CSQLite", "StetGit"]),
        stage("StetArchive", uses: ["StetModel", "StetGit", "StetSign", "StetIndex", "RepoTemplate"]),
        stage(
            "StetPipeline",
            uses: [
                "StetFetch", "StetHTML", "StetExtract", "StetRules", "StetArchive", "StetGit", "StetDiff", "StetModel",
                "StetText", "StetRender",
            ]),
        .executableTarget(
            name: "stet",
            dependencies: [
                "StetPipeline", "StetRender", "StetArchive", "StetExtract", "StetRules", "StetFetch", "StetDiff",
                "StetGit", "StetModel", "StetText", "CMemory",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            swiftSettings: settings),

        tests(of: "StetModel"),
        tests(of: "StetPipeline", uses: ["StetArchive", "StetDiff", "StetExtract", "StetFetch", "StetModel"]),
        tests(of: "stet"),
        tests(of: "SequenceDiff"),
        tests(of: "StetDiff", uses: ["StetModel"]),
        .target(name: "CDiffClient", dependencies: ["CStetDiff", "StetDiffC"], path: "Tests/CDiffClient"),
        tests(of: "StetDiffC", uses: ["CDiffClient", "CStetDiff", "StetDiff"]),
        tests(of: "StetGit"),
        tests(of: "StetSign"),
        tests(of: "StetIndex", uses: ["StetGit"]),
        tests(of: "StetArchive", uses: ["StetGit", "StetIndex", "RepoTemplate"]),
        tests(of: "StetHTML", uses: ["CLexbor"]),
        .target(name: "TestSupport", path: "Tests/TestSupport", swiftSettings: settings),
        tests(of: "StetExtract", uses: ["StetModel"]),
        tests(of: "StetRules", uses: ["StetExtract", "StetModel"]),
        tests(of: "StetFetch"),
        tests(of: "StetText"),
        tests(of: "StetRender", uses: ["StetDiff", "StetModel"]),
    ]
)
