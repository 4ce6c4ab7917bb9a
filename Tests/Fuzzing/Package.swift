// swift-tools-version: 6.2
import PackageDescription

// A package of its own, since all of it is built with coverage and address checks. Run by `make fuzz`.
let package = Package(
    name: "stet-fuzzing",
    dependencies: [.package(name: "stet", path: "../..")],
    targets: [
        .target(name: "CFuzzDriver"),
        .executableTarget(
            name: "StetFuzz",
            dependencies: [
                "CFuzzDriver", .product(name: "StetExtract", package: "stet"),
                .product(name: "StetDiff", package: "stet"), .product(name: "SequenceDiff", package: "stet"),
            ],
            swiftSettings: [
                .swiftLanguageMode(.v6),
                .enableUpcomingFeature("ExistentialAny"),
                .enableUpcomingFeature("MemberImportVisibility"),
                .enableUpcomingFeature("InternalImportsByDefault"),
            ]),
    ]
)
