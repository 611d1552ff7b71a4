// swift-tools-version:6.2
import PackageDescription

// Targets are listed bottom-up: a target may depend only on targets above its own line.
// Tests/ArchitectureTests holds this list against the imports in the code.

let strict: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("InternalImportsByDefault"),
]

func module(
  _ name: String, _ dependencies: [Target.Dependency] = [], exclude: [String] = [],
  resources: [Resource] = []
) -> Target {
  .target(
    name: name, dependencies: dependencies, exclude: exclude, resources: resources,
    swiftSettings: strict)
}

func tests(_ name: String, _ dependencies: [Target.Dependency], exclude: [String] = []) -> Target {
  .testTarget(name: name, dependencies: dependencies, exclude: exclude, swiftSettings: strict)
}

let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let metrics = Target.Dependency.product(name: "Metrics", package: "swift-metrics")
let coreMetrics = Target.Dependency.product(name: "CoreMetrics", package: "swift-metrics")
let tracing = Target.Dependency.product(name: "Tracing", package: "swift-distributed-tracing")
let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let cryptoExtras = Target.Dependency.product(name: "CryptoExtras", package: "swift-crypto")
let collections = Target.Dependency.product(name: "Collections", package: "swift-collections")
let lifecycle = Target.Dependency.product(
  name: "ServiceLifecycle", package: "swift-service-lifecycle")
let httpTypes = Target.Dependency.product(name: "HTTPTypes", package: "swift-http-types")
func nio(_ name: String) -> Target.Dependency { .product(name: name, package: "swift-nio") }

let package = Package(
  name: "starling",
  products: [.executable(name: "starling", targets: ["starling"])],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-collections", from: "1.6.0"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    .package(url: "https://github.com/apple/swift-distributed-tracing", from: "1.7.3"),
    .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    .package(url: "https://github.com/apple/swift-metrics", from: "2.13.0"),
    .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
    .package(url: "https://github.com/apple/swift-nio-extras", from: "1.35.2"),
    .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.6"),
    .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
    .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2"),
    .package(url: "https://github.com/vapor/jwt-kit", from: "5.7.1"),
  ],
  targets: [
    .systemLibrary(
      name: "CLibpq", pkgConfig: "libpq", providers: [.apt(["libpq-dev"]), .brew(["libpq"])]),
    .target(name: "CSupport"),
    .systemLibrary(
      name: "CCairo", pkgConfig: "pangocairo",
      providers: [.apt(["libpango1.0-dev", "libcairo2-dev"]), .brew(["pango"])]),
    .target(name: "CLanguage", linkerSettings: [.linkedLibrary("cld2")]),
    module("Kernel", [crypto]),
    module("Database", ["CLibpq", "CSupport", "Kernel", logging, metrics, tracing, crypto]),
    module("Jobs", ["Kernel", "Database", logging, metrics, tracing, lifecycle]),
    module("Contracts", ["Kernel", "Database", "Jobs"]),
    module("Rendering", ["CCairo", "Kernel", "Contracts"]),
    module("Bus", ["Kernel", "Database", "Jobs", "Contracts", logging, lifecycle, collections]),
    module("Stores", ["Kernel", "Database", logging, crypto, collections]),
    module("Telemetry", ["Kernel", logging, metrics, coreMetrics, tracing]),
    module(
      "Transport",
      [
        "Kernel", "CSupport", logging, metrics, tracing, httpTypes, nio("NIOCore"), nio("NIOPosix"),
        nio("NIOHTTP1"), nio("NIOTLS"), nio("NIOFoundationCompat"), .product(name: "NIOSSL", package: "swift-nio-ssl"),
      ]),
    module(
      "Web",
      [
        "Kernel", "Database", "Jobs", "Contracts", "Bus", "Stores", "Telemetry", logging, metrics, tracing, lifecycle,
        crypto,
        collections, httpTypes, nio("NIOCore"), nio("NIOPosix"), nio("NIOHTTP1"), nio("NIOWebSocket"),
        nio("NIOFoundationCompat"),
        .product(name: "NIOHTTPTypes", package: "swift-nio-extras"),
        .product(name: "NIOHTTPTypesHTTP1", package: "swift-nio-extras"),
        .product(name: "NIOSSL", package: "swift-nio-ssl"),
        .product(name: "Hummingbird", package: "hummingbird"),
        .product(name: "HummingbirdTLS", package: "hummingbird"),
      ], resources: [.copy("Resources")]),
    module(
      "Text", ["CLanguage", "Kernel", .product(name: "Yams", package: "Yams")], resources: [.copy("Resources")]),
    module(
      "Models", ["Kernel", "Transport", "Text", logging, metrics, tracing, httpTypes, nio("NIOCore")],
      resources: [.copy("Resources")]),
    module("Evaluation", ["Kernel", "Text", "Models", .product(name: "Yams", package: "Yams")]),
    module("Platforms", ["Kernel", "Transport", "Text", logging, metrics, tracing, crypto]),
    module(
      "Sandbox",
      [
        "Kernel", logging, crypto, collections, lifecycle, nio("NIOCore"), nio("NIOPosix"), nio("NIOHTTP1"),
        nio("NIOFoundationCompat"),
      ]),
    module(
      "Accounts",
      [
        "Kernel", "Database", "Jobs", "Contracts", "Bus", "Stores", "Telemetry", "Transport", "Web", logging, crypto,
        httpTypes,
        cryptoExtras, .product(name: "JWTKit", package: "jwt-kit"), nio("NIOCore"), nio("NIOPosix"),
        .product(name: "NIOSSL", package: "swift-nio-ssl"), lifecycle,
      ]),
    module(
      "Studio",
      [
        "Kernel", "Database", "Jobs", "Contracts", "Bus", "Stores", "Telemetry", "Web", "Text", "Models", logging,
        metrics, crypto, httpTypes,
      ]),
    module(
      "Publishing",
      [
        "Kernel", "Database", "Jobs", "Contracts", "Bus", "Stores", "Telemetry", "Transport", "Web", "Text",
        "Platforms", logging, metrics, crypto, lifecycle,
      ]),
    module(
      "Insights",
      [
        "Kernel", "Database", "Jobs", "Contracts", "Bus", "Stores", "Telemetry", "Web", "Platforms", logging, metrics,
        crypto,
      ]),
    module(
      "Site",
      ["Kernel", "Database", "Contracts", "Web", "Accounts", "Studio", "Publishing", "Insights", logging]),
    module(
      "App",
      [
        "Kernel", "CSupport", "Database", "Jobs", "Contracts", "Bus", "Stores", "Telemetry", "Transport", "Web", "Text",
        "Models", "Rendering",
        "Platforms", "Sandbox", "Accounts", "Studio", "Publishing", "Insights", "Site", logging, metrics, crypto,
        httpTypes, tracing, coreMetrics, nio("NIOCore"), lifecycle,
        .product(name: "UnixSignals", package: "swift-service-lifecycle"),
        .product(name: "Subprocess", package: "swift-subprocess"),
      ], resources: [.copy("Resources")]),
    .executableTarget(
      name: "starling",
      dependencies: [
        "Kernel", "App", "Evaluation", .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strict,
      linkerSettings: [.unsafeFlags(["-use-ld=lld", "-Xlinker", "-z", "-Xlinker", "pack-relative-relocs"])]),
    module(
      "TestKit",
      [
        "Kernel", "CSupport", "Database", "Jobs", "Contracts", "Bus", "Stores", "Telemetry", "Transport", "Web",
        "Models", "Platforms",
        "Sandbox", logging, lifecycle, nio("NIOCore"), nio("NIOPosix"),
        .product(name: "NIOSSL", package: "swift-nio-ssl"),
      ]),
    // The publishing proof: a worker that is killed at every step, against the sandbox.
    .executableTarget(
      name: "prove-publishing",
      dependencies: [
        "Kernel", "Database", "Jobs", "Contracts", "Transport", "Text", "Platforms", "Sandbox", "Studio", "Publishing",
        "TestKit",
        logging, .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strict),
    // What bench/README.md promises, measured: `make bench`.
    .executableTarget(
      name: "starling-bench",
      dependencies: [
        "Kernel", "Database", "Jobs", "Transport", "Text", "App", "TestKit", httpTypes, nio("NIOCore"), nio("NIOPosix"),
        nio("NIOHTTP1"), .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      path: "bench/Sources", swiftSettings: strict),
    .target(name: "TestTraits", path: "Tests/Support/TestTraits", swiftSettings: strict),
    tests("KernelTests", ["Kernel", "TestKit", "TestTraits"]),
    tests("DatabaseTests", ["Database", "TestKit"]),
    .executableTarget(
      name: "jobs-crashtest", dependencies: ["Kernel", "Database", "Jobs", "TestKit", logging],
      path: "Tests/Support/JobsCrashtest", swiftSettings: strict),
    tests("JobsTests", ["Jobs", "TestKit", "jobs-crashtest"]),
    tests("BusTests", ["Bus", "Contracts", "TestKit"]),
    tests("StoresTests", ["Stores", "TestKit"]),
    tests("TelemetryTests", ["Telemetry", "TestKit"]),
    tests(
      "TransportTests",
      [
        "Transport", "TestKit", httpTypes, nio("NIOCore"), nio("NIOPosix"),
        .product(name: "NIOSSL", package: "swift-nio-ssl"),
      ]),
    tests("RenderingTests", ["Rendering", "Contracts", "CCairo", "TestKit"]),
    tests("WebTests", ["Web", "TestKit", .product(name: "NIOSSL", package: "swift-nio-ssl")]),
    tests(
      "TextTests", ["Kernel", "Text", "TestKit", "TestTraits", .product(name: "Yams", package: "Yams")],
      exclude: ["Fixtures"]),
    tests("EvaluationTests", ["Kernel", "Text", "Evaluation", "TestKit", "TestTraits"]),
    tests(
      "ModelsTests", ["Kernel", "Text", "Transport", "Models", "TestKit", "TestTraits", httpTypes, logging],
      exclude: ["Recorded"]),
    tests("PlatformsTests", ["Platforms", "Sandbox", "Transport", "TestKit", httpTypes], exclude: ["Recorded"]),
    tests("SandboxTests", ["Sandbox", "TestKit", .product(name: "Yams", package: "Yams")]),
    tests("AccountsTests", ["Accounts", "TestKit"]),
    tests("StudioTests", ["Studio", "TestKit"]),
    tests(
      "PublishingTests",
      ["Publishing", "Studio", "Platforms", "Sandbox", "Jobs", "Contracts", "Database", "TestKit", "prove-publishing"]),
    tests("InsightsTests", ["Insights", "TestKit"]),
    tests("SiteTests", ["Site", "TestKit"]),
    tests("AppTests", ["App", "TestKit"], exclude: ["Telemetry/collector.py"]),
    tests("ArchitectureTests", ["TestKit"]),
    tests("JourneyTests", ["App", "TestKit"], exclude: ["Browser"]),
  ],
  swiftLanguageModes: [.v6]
)
